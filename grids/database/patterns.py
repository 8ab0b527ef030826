"""Words that people typed, as patterns of LIKE in our own SQL: what they wrote stands for itself."""


def containing(text: str) -> str:
    return f"%{_escaped(text)}%"


def beginning(text: str) -> str:
    return f"{_escaped(text)}%"


def ending(text: str) -> str:
    return f"%{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
