# The stable commands of Linli: see README.md.
# The system's own Python where it can make virtual environments: it is built with profile-guided optimisation. One that
# pyenv built is not, if not told to, and takes half as long again.
OWN = import ensurepip, sys; assert sys.version_info >= (3, 11); print(sys.executable)
PYTHON ?= $(shell /usr/bin/python3 -c '$(OWN)' 2>/dev/null || echo python3)
SIZE ?= S
V = .venv/bin/python

.PHONY: setup run test check bench demo-reset setup-dev

setup:
	@$(PYTHON) config/setup.py

setup-dev:
	@$(PYTHON) config/setup.py --dev

run: setup
	@exec $(V) -m config.run

test: setup-dev
	@exec $(V) -m pytest -n auto

check: setup-dev
	@exec $(V) -m tests.checks

bench: setup-dev
	@exec $(V) -m bench --size $(SIZE)

demo-reset: setup
	@exec $(V) -m config.reset
