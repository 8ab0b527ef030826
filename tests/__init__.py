from hypothesis import settings

# A slow machine is no wrong answer: examples have no deadline.
settings.register_profile("linli", deadline=None)
settings.load_profile("linli")
