# Two commands do everything: `make site` and `make test`. They need Python 3.11+, pip, git and make, nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/.set-up
ASSETS := dashboards/gov_dashboards/_static
DOCUMENTS := docs/governance
# What the tests of the last `make test` and `make test-hard` have shown; the site tells it where it is there.
REPORT := reports/junit.xml
PLATFORM := reports/junit-platform.xml
SLOW := reports/junit-slow.xml
TIMED := reports/junit-timed.xml
SHOWN = $(if $(wildcard reports/junit*.xml),junit=reports/junit*.xml)
COVERAGE := reports/coverage.xml
PLATFORM_COVERAGE := reports/coverage-platform.xml
WORKERS ?= auto
ADDRESS ?= 127.0.0.1:8000

# Every tool runs from the environment, whatever the caller's PATH says.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
unexport PYTHONHOME
unexport PYTHONPATH

# uv does not read pip's settings: hand over those that decide whether a registry can be reached.
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif
ifdef PIP_CERT
export SSL_CERT_FILE ?= $(PIP_CERT)
endif
ifdef PIP_PROXY
export ALL_PROXY ?= $(PIP_PROXY)
endif

.PHONY: help
help: ## say what each target is for
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

##- The environment

.PHONY: setup
setup: $(STAMP) assets bytecode ## make .venv from requirements.lock, and the site's assets

# A Python without ensurepip (Debian's, without python3-venv) gets an environment without pip, filled from outside.
$(STAMP): requirements.lock pyproject.toml hatch_build.py
	@own="$(CURDIR)/$(BIN):"; PATH="$${PATH//"$$own"/}"; unset VIRTUAL_ENV; found=; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "govtrace needs Python 3.11 or newer: none is on PATH. Install one, or say PYTHON=/path/to/python3." >&2; exit 1; fi; \
	if ! $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo "making $(VENV) with $$("$$found" --version)"; \
	  "$$found" -m venv --clear --without-pip $(VENV); \
	fi; \
	uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then \
	  uv=$(BIN)/uv; \
	  sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock; \
	  "$$found" -m pip --python $(PY) install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $(VENV)/uv.lock; \
	fi; \
	if ! "$$uv" pip sync --quiet --compile-bytecode --python $(PY) --require-hashes requirements.lock; then \
	  echo "uv could not install the lock (see above); trying pip, which reads settings of its own" >&2; \
	  "$$found" -m pip --python $(PY) install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock; \
	fi; \
	"$$uv" pip install --quiet --offline --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

# Some machines forbid Python to keep what it compiled, and then each start would compile everything anew: libraries
# are compiled when they are installed, and our own modules, which an editable install leaves alone, here.
.PHONY: bytecode
bytecode: $(STAMP) ## compile our modules, so that a command starts at once
	@$(PY) -m compileall -q gov gov_platform plugins/gov_mkdocs dashboards/gov_dashboards

.PHONY: assets
assets: $(STAMP) ## build the site's JavaScript, styles and icons (Node from PATH, else from PyPI)
	@if [ -f frontend/build.py ]; then $(PY) frontend/build.py; fi

.PHONY: lock
lock: ## renew requirements.lock: versions and hashes, no address (UPGRADE=1 takes the newest)
	@uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then echo "make lock needs uv: run \`make setup\` first" >&2; exit 1; fi; \
	"$$uv" pip compile --quiet pyproject.toml --universal --python-version 3.11 --all-extras --group dev \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate $(if $(UPGRADE),--upgrade) --output-file requirements.lock

##- The site

# That the theme is supported until May 2027 is known and decided upon; it need not be said at every build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site
site: setup ## check our documents and build the site into site/
	@gov check
	@GOV_EVIDENCE='$(SHOWN)' mkdocs build --strict
	@printf '\nThe site is in site/. To read it, run "make serve" and open http://%s/\n' '$(ADDRESS)'

.PHONY: serve
serve: setup ## show the site, and rebuild it whenever a document changes
	@GOV_EVIDENCE='$(SHOWN)' mkdocs serve --dev-addr $(ADDRESS)

##- Proofs

.PHONY: check
check: setup ## the fast loop: our documents, lint, types, contracts, unit tests
	gov check
	ruff check
	ruff format --check
	mypy
	lint-imports
	pytest -q -n $(WORKERS) -m "not hard and not browser"

# The platform's tests run by themselves, for measuring what its asynchronous half runs slows every other test by a third.
.PHONY: test
test: setup browser ## everything `make check` does, and the whole suite, browser tests included
	gov check
	ruff check
	ruff format --check
	mypy
	lint-imports
	deptry .
	vulture
	pytest -n $(WORKERS) --dist worksteal --gov-strict --junit-xml=$(PLATFORM) --cov --cov-config=tests/platform/coverage.toml --cov-report=xml:$(PLATFORM_COVERAGE) tests/platform
	pytest -n $(WORKERS) --dist worksteal --gov-strict --junit-xml=$(REPORT) --cov --cov-report=xml:$(COVERAGE) --ignore=tests/platform
	gov check --evidence junit=$(REPORT) --evidence junit=$(PLATFORM) --evidence coverage=$(COVERAGE) --evidence coverage=$(PLATFORM_COVERAGE) --evidence minimum-coverage=95
	$(PY) tests/covered.py $(COVERAGE) $(PLATFORM_COVERAGE)

.PHONY: test-hard
test-hard: setup browser ## the slow proofs: hostile input, memory, growth
	pytest -n $(WORKERS) --dist worksteal -m "hard and untimed" --gov-strict --junit-xml=$(SLOW)
	pytest -p no:xdist -m "hard and not untimed" --gov-strict --junit-xml=$(TIMED)

.PHONY: mutants
mutants: setup ## break each rule on purpose, and say which breaks no test notices (an hour)
	mutmut run > mutants.log 2>&1 || (tail -n 20 mutants.log; exit 1)
	$(PY) tests/mutants.py

.PHONY: bench
bench: setup ## measure our speed, and the peers' on the same documents (20 minutes)
	$(PY) -m benchmarks --peers

.PHONY: bench-own
bench-own: setup ## measure our speed alone, against the floor (3 minutes)
	$(PY) -m benchmarks

.PHONY: bench-platform
bench-platform: setup ## measure the platform: reads a second, start-up, memory (3 minutes; best with wrk)
	$(PY) -m benchmarks.platform

# Not part of `make test`: it takes Node, and its speed is that of the machine. Without Node it fails.
.PHONY: lighthouse
lighthouse: site browser ## measure the site with Lighthouse, desk and phone: 95 of 100 (3 minutes; needs Node)
	$(PY) -m tests.lighthouse

# A browser that cannot be had is a failure, never a skip.
.PHONY: browser
browser: $(STAMP) ## find a Chromium, or install one
	@$(PY) tests/chromium.py

.PHONY: wheel
wheel: setup ## build the wheel into dist/, with the site's assets
	$(PY) -m hatchling build -t wheel -d dist

.PHONY: clean
clean: ## remove everything that make has made
	rm -rf $(VENV) site dist reports $(ASSETS) frontend/node_modules frontend/lighthouse/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .make
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
