# One file of commands. `make run` and `make test` work on a fresh machine with
# Python ≥ 3.11, git and make; everything else they need they install.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= instance
ENGLISH := translations/en/LC_MESSAGES/messages
export DATA_DIR HOST PORT

.PHONY: run install test check bench format translations lock clean

run: install
	@$(BIN)/flask --app wsgi db upgrade
	@$(BIN)/flask --app wsgi demo --if-empty
	@$(BIN)/gunicorn --bind $(HOST):$(PORT) --config deploy/gunicorn.py 'wsgi:create_app()'

# All that a server needs of this folder; see docs/operations.md.
install: $(VENV)/run.done $(ENGLISH).mo

test: $(VENV)/test.done $(ENGLISH).mo
	@sh tests/needs.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup --max-worker-restart 1

check: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports

bench: $(VENV)/test.done $(ENGLISH).mo
	$(BIN)/python -m bench

format: $(VENV)/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Gather the Chinese texts of code and templates into the English catalogue, to be filled in.
translations: $(VENV)/run.done
	$(BIN)/pybabel -q extract -F translations.cfg -k _l -k lazy_pgettext:1c,2 --no-location --sort-output \
		--omit-header -o translations/messages.pot .
	$(BIN)/pybabel -q update -i translations/messages.pot -d translations -l en \
		--no-fuzzy-matching --ignore-obsolete
	@rm translations/messages.pot

%.mo: %.po | $(VENV)/run.done
	@$(BIN)/pybabel -q compile -i $< -o $@ -l en

# A name for the environment that is never half made: the mark is set last.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements/run.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/test.done: requirements/test.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(VENV)/run.done

# Pin what the *.in files ask for, with hashes, for every Python that we run on.
lock:
	$(BIN)/python -m pip install --quiet uv
	for kind in run test; do \
		$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
			--quiet requirements/$$kind.in -o requirements/$$kind.txt; done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
