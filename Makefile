# Every command of the project, captioned. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
# processes that run tests: their servers and browsers use a processor as well
WORKERS ?= 2

# what is tested is what the image runs; REQUIREMENTS="-r requirements-dev.txt": the newest in the ranges
REQUIREMENTS ?= --require-hashes -r requirements-dev.lock
SBOM ?= var/sbom.cdx.json
# for every system and Python from 3.11 on; no address of an index stands in the file
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: help setup run reset test test-all check lint types messages benchmarks shell lock sbom audit

help:            ## list these commands
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements-dev.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(REQUIREMENTS)
	@touch $@

setup: $(VENV)/.installed messages  ## make .venv with everything in it

messages: $(VENV)/.installed  ## compile the translations
	@$(BIN)/python -m tools.processes.compile_translations

run: setup       ## start the whole site on PORT (8000); one Ctrl-C ends it
	@exec $(BIN)/python manage.py run_expo

reset:           ## delete the demo's data, files and index
	@$(PYTHON) tools/processes/reset.py $(or $(VAR_DIR),var)

test: setup      ## run every test this machine can
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile $(ARGS)

test-all: setup  ## the same with every permutation and example, not a sample of them
	TEST_ALL=1 $(MAKE) test

lint: setup      ## style, errors and which app may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --check --quiet
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports --no-cache

types: setup     ## types of the modules named in pyproject.toml
	$(BIN)/mypy

check: lint types  ## lint, types, missing migrations and the tests
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(MAKE) test

benchmarks: setup  ## print the figures of benchmarks/ beside their baselines
	$(BIN)/python -m benchmarks

shell: setup     ## a Python shell with the site loaded
	$(BIN)/python manage.py shell

lock: setup      ## make the locks fit requirements*.txt (ARGS=--upgrade: with the newest)
	$(LOCK) $(ARGS) requirements.txt -o requirements.lock
	$(LOCK) $(ARGS) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

sbom: setup      ## the SBOM of what is locked, by CycloneDX's schema (SBOM=file)
	@mkdir -p $(dir $(SBOM))
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --sv 1.6 -o $(SBOM)

audit: setup     ## known vulnerabilities of what is locked; what could not be looked up is an error too
	$(BIN)/python -m tools.dependencies.audit
