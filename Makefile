# Everything a newcomer needs: Python 3.11 or later and make. `make help` lists the targets.
#
# The locks (requirements*.txt) hold versions and digests only, no registry's address: pip asks whatever
# package index the machine is set up with, and refuses any file whose digest is not in the lock.
# A lock is installed once: its copy in .venv says what stands there, and `cmp` decides, not the clock.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
OUT    ?= demo-dossier
TESTS  ?= tests
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-all accuracy accuracy-full accuracy-floors lint format fuzz lock setup setup-dev docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

demo: setup ## build a dossier from the example reports
	$(BIN)/reckon build examples/coast-2025 -o $(OUT)

test: setup-dev ## run the tests (minutes); TESTS=tests/read narrows them
	$(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS) -m "not long"

test-all: setup-dev ## run every test, the long ones too
	$(BIN)/python -m pytest $(TESTS)

accuracy: setup-dev ## score extraction on the open data sets and write docs/accuracy.md
	$(BIN)/python tests/accuracy/measure.py --write docs/accuracy.md $(ARGS)

accuracy-full: setup-dev ## the same on every record of every set
	ACCURACY=full $(BIN)/python tests/accuracy/measure.py --write docs/accuracy.md $(ARGS)

accuracy-floors: setup-dev ## hold the pinned floors; a floor that cannot be measured fails
	RECKONING_FLOORS_REQUIRED=1 $(BIN)/python -m pytest tests/accuracy -m "not long"

lint: setup-dev ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev ## let ruff lay the code out
	$(BIN)/ruff format .

fuzz: setup-dev $(VENV)/fuzz.lock ## fuzz the readers for SECONDS (300) with atheris
	$(BIN)/python benchmarks/fuzz/fuzz_read.py -max_total_time=$(or $(SECONDS),300)

docs: setup-dev ## paste the commands' help into docs/commands.md
	$(BIN)/python tests/commands_page.py

setup: $(VENV)/runtime.lock $(VENV)/project.lock ## install what running needs, by digest

setup-dev: setup $(VENV)/dev.lock ## install what testing needs too, by digest

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found; set PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is older; set PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.lock: requirements.txt | $(BIN)/python
	@cmp -s $< $@ || { echo "installing requirements.txt (by digest, some minutes the first time)" && \
	  $(PIP) --require-hashes -r $< && cp $< $@; }
	@touch $@

$(VENV)/dev.lock: requirements-dev.txt | $(VENV)/runtime.lock
	@cmp -s $< $@ || { echo "installing requirements-dev.txt (by digest)" && $(PIP) --require-hashes -r $< && cp $< $@; }
	@touch $@

$(VENV)/fuzz.lock: requirements-fuzz.txt | $(VENV)/dev.lock
	@cmp -s $< $@ || { $(PIP) --require-hashes -r $< && cp $< $@; }
	@touch $@

$(VENV)/project.lock: pyproject.toml | $(VENV)/runtime.lock
	@cmp -s $< $@ || { $(PIP) --no-build-isolation --no-deps --editable . && cp $< $@; }
	@touch $@

UV   ?= $(shell command -v uv || echo $(BIN)/uv)
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: ## make the locks again (needs uv)
	$(LOCK) pyproject.toml requirements-build.in -o requirements.txt $(ARGS)
	$(LOCK) pyproject.toml requirements-build.in requirements-dev.in -c requirements.txt -o requirements-dev.txt $(ARGS)
	$(LOCK) requirements-fuzz.in -o requirements-fuzz.txt $(ARGS)
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements*.txt

clean: ## remove the environment and what the demo made
	rm -rf $(VENV) $(OUT) $(OUT).case .pytest_cache .mypy_cache .ruff_cache .hypothesis
