PYTHON ?= python3
PORT ?= 8000
VENV := .venv
KGQUAL := $(VENV)/bin/kgqual
# uv, where there is one, installs in a fraction of the time.
INSTALL := $(if $(shell command -v uv),uv pip install --python $(VENV)/bin/python,$(VENV)/bin/python -m pip install --disable-pip-version-check) --quiet
BUILT_FROM := pyproject.toml hatch_build.py $(shell find src/kgqual/web/console -name node_modules -prune -o -type f -print)

# The tests start hundreds of processes, and none of them is to compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve test lint clean

serve: $(VENV)/installed
	$(KGQUAL) build
	$(KGQUAL) serve --port $(PORT)

test: $(VENV)/installed-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/pytest -m "not alone" --numprocesses logical --maxprocesses 4 --dist worksteal
	$(VENV)/bin/pytest -m alone

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kgqual needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python $(BUILT_FROM)
	$(INSTALL) --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/bin/python $(BUILT_FROM)
	$(INSTALL) --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist src/kgqual/web/static/console .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
