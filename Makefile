# make help lists the targets.
#
# Settings, as in `make serve PORT=9000`:
#   PORT        port of `make serve` and `make admin`           (8000)
#   FORMAT      of `make check`: text, json, github, sarif      (text)
#   ARGS        more arguments for pytest, as in ARGS="-k dates -x"
#   JOBS        pytest processes                                (auto: one for each core)
#   PYTHON      the Python that .venv is made with              (the newest from 3.11 on)
#   ACHYQ_VENV  a virtual environment to use as it is: nothing is installed into it

PORT ?= 8000
FORMAT ?= text
JOBS ?= auto
ARGS ?=
PYTHON ?=

ifdef ACHYQ_VENV
VENV := $(ACHYQ_VENV)
RUN :=
DEV :=
else
VENV := .venv
RUN := $(VENV)/run.stamp
DEV := $(VENV)/dev.stamp
endif

BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve admin build check draft test lint format pictures bench lock clean distclean

help: ## this list
	@echo 'Achyq: an archive of anti-corruption news. Targets:'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

serve: $(RUN) ## build the site and show it at http://127.0.0.1:8000/, again after each change
	@$(BIN)/achyq serve --port $(PORT)

admin: $(RUN) ## as serve, and edit articles in the browser at /admin/ (needs npm, the first time)
	@$(BIN)/achyq serve --admin --port $(PORT)

build: $(RUN) ## build the site into site/, as it is published
	@$(BIN)/achyq build --database

check: $(RUN) ## check articles, registries and pages, and how front matter is written; publish nothing
	@$(BIN)/achyq check --format $(FORMAT)
	@$(BIN)/achyq fmt --check >&2

draft: $(RUN) ## make a draft of an issue on GitHub: EVENT=its event's file REPORT=the answer's
	@$(BIN)/python -m achyq.editing.submission '$(EVENT)' '$(REPORT)'

test: $(DEV) ## everything a change must pass: lint, then all tests
	@bash scripts/test-tools.sh $(BIN)/python
	@$(MAKE) --no-print-directory lint
	@echo 'Running the tests'
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

lint: $(DEV) ## style and types: ruff and mypy, and the front matter of articles
	@echo 'Checking the style (ruff)'
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo 'Checking the types (mypy)'
	@$(BIN)/mypy
	@echo 'Checking the front matter (achyq fmt)'
	@$(BIN)/achyq fmt --check

format: $(DEV) ## put the code and the front matter of articles into the one style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/achyq fmt

pictures: $(DEV) ## make the pictures of the editors' handbook anew, from the program itself
	@cd scripts && $(abspath $(BIN))/python -m pictures $(ARGS)

bench: $(DEV) ## measure builds and search
	@$(BIN)/python benchmarks/run.py $(ARGS)

lock: $(DEV) ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1: newest that fit)
	@echo 'Writing requirements/*.txt'
	@$(INSTALL) --require-hashes -r requirements/lock.txt
	@$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	@$(LOCK) pyproject.toml requirements/build.in --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(LOCK) requirements/lock.in -o requirements/lock.txt

clean: ## remove the site, its caches and the tools' caches
	@rm -rf site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist

distclean: clean ## clean, and remove what was installed (.venv, node_modules)
	@rm -rf .venv tests/tools/node_modules

.venv/bin/python:
	@found=; old=; \
	for python in $(if $(PYTHON),'$(PYTHON)',python3.14 python3.13 python3.12 python3.11 python3); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    old=$$python; \
	    "$$python" -c 'import venv, ensurepip' 2>/dev/null || continue; \
	    found=$$python; break; \
	done; \
	if [ -z "$$old" ]; then \
	    echo 'Achyq needs Python 3.11 or newer, and $(if $(PYTHON),$(PYTHON) is none,found none).' >&2; \
	    echo 'Install one (https://www.python.org/downloads/), or name it: make PYTHON=/path/to/python3.12 …' >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	    echo "$$old lacks its modules venv and ensurepip, which Achyq needs to set itself up." >&2; \
	    echo 'On Debian or Ubuntu: sudo apt install python3-venv' >&2; exit 1; \
	fi; \
	echo "Making .venv with $$found ($$("$$found" -c 'import platform; print(platform.python_version())'))"; \
	"$$found" -m venv --clear .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo 'Installing what a build needs into .venv (once, about a minute)'
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo 'Installing what the tests need into .venv'
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
