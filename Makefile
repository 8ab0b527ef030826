# The stable commands of Linli: see README.md.
PYTHON ?= python3
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
