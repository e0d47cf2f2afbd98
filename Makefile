# One door for every task; `make all` is what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
CODE := monitor tests tools

.DEFAULT_GOAL := help
.PHONY: help setup demo test format lint types imports cover all

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.synced: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "news-monitor needs Python 3.11 or later: make setup PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(UV) || $(BIN)/python -m pip install --quiet 'uv>=0.13,<0.14'
	$(UV) sync --locked --compile-bytecode --inexact --quiet
	@touch $@

setup: $(VENV)/.synced  ## the environment in .venv, from the lock file

demo: setup  ## the main job on a local news site: no account, no internet
	@$(BIN)/news-monitor demo

test: setup  ## the test suite
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup $(MEASURED)

format: setup  ## code in the one shape
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix-only --quiet $(CODE)

lint: setup  ## style, spelling, unused code and dependencies
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/codespell
	$(BIN)/deptry .
	$(BIN)/vulture

types: setup  ## mypy, strict
	$(BIN)/mypy

imports: setup  ## the walls between the packages
	$(BIN)/lint-imports

cover all: MEASURED = --cov --cov-report=
cover: test  ## the test suite with branch coverage, and its two gates
	$(BIN)/coverage report
	$(BIN)/coverage report --include='monitor/stages/*,monitor/language/*,monitor/model/*,monitor/config/*' --fail-under=98

all: lint types imports cover  ## everything that CI runs, the test suite among it
