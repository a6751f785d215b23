# Needs Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.installed
DEV := .venv/.installed-dev
DOCS := .venv/.installed-docs

.PHONY: demo test lint check bench docs pages new-rule

demo: $(RUN)
	@set -e; cd testdata/projects/shop; status=0; ../../../$(BIN)/ginlint ./... || status=$$?; test $$status -le 1

test: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(DEV)
	$(BIN)/python bench/run.py

# The pages in docs/ that are made of rules and settings; a test holds that they are up to date.
pages: $(RUN)
	$(BIN)/python tools/pages.py

# The site, English and Chinese, in build/docs.
docs: export NO_MKDOCS_2_WARNING = 1
docs: $(DOCS)
	rm -rf build/docs
	$(BIN)/mkdocs build --quiet --strict
	$(BIN)/mkdocs build --quiet --strict --config-file mkdocs.zh.yml

# make new-rule TOPIC=release NAME=response-body-not-closed
new-rule: $(RUN)
	$(BIN)/ginlint dev new-rule "$(TOPIC)" "$(NAME)"

$(RUN): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# Dependency groups need pip 25.1.
$(DEV): pyproject.toml $(RUN)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(DOCS): pyproject.toml $(RUN)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group docs
	@touch $@
