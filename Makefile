# Newsroom Verify. `make` alone prints the list below; docs/operations.md says more about each variable.
# Every path here is relative, so that the clone may lie in a folder with spaces in its name.

.DEFAULT_GOAL := help
.PHONY: help run test check bench run-env dev-env chromium
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VENV_PYTHON := .venv/bin/python
ARGS ?=
export CHROMIUM ?=

help: ## this list
	@echo 'Newsroom Verify: make TARGET [VARIABLE=value …]'
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' Makefile | while IFS='	' read -r name text; do printf '  %-7s %s\n' "$$name" "$$text"; done

run: run-env ## set up and start the whole desk; PORT=8000 HOST=127.0.0.1 DATABASE_URL= REDIS_URL= DEMO_PASSWORD=
	@exec $(VENV_PYTHON) -m newsroom.serve --with-parent

test: dev-env chromium ## all tests, on servers of their own; ARGS='tests/services -k review' for some
	@exec $(VENV_PYTHON) -m newsroom.embedded exec --ephemeral -- $(VENV_PYTHON) -m pytest $(if $(strip $(ARGS)),$(ARGS),-q -n 2 --dist loadfile --no-loadscope-reorder)

bench: dev-env ## benchmarks beside peers; ARGS= for some of them
	@exec $(VENV_PYTHON) -m newsroom.embedded exec --ephemeral --durable -- $(VENV_PYTHON) -m benchmarks $(ARGS)

check: export NEWSROOM_ENV = local
check: dev-env ## lint, format, types, layers, templates, migrations, container files
	@failed=; \
	step() { name=$$1; shift; printf '  %-24s ' "$$name"; \
	  if output=$$("$$@" 2>&1); then echo ok; else echo FAILED; printf '%s\n' "$$output"; failed="$$failed, $$name"; fi; }; \
	step 'ruff lint' $(VENV_PYTHON) -m ruff check --quiet --output-format concise .; \
	step 'ruff format' $(VENV_PYTHON) -m ruff format --quiet --check .; \
	step 'types (mypy)' $(VENV_PYTHON) -m mypy --no-error-summary; \
	step 'layers (import-linter)' .venv/bin/lint-imports; \
	step 'templates (lint)' $(VENV_PYTHON) -m djlint --quiet --lint templates; \
	step 'migrations' $(VENV_PYTHON) -m newsroom.embedded exec --ephemeral -- $(VENV_PYTHON) manage.py makemigrations --check --dry-run; \
	step 'settings (deploy)' env NEWSROOM_ENV=production SECRET_KEY="$$($(VENV_PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  SECURE_SSL_REDIRECT=true SECURE_HSTS_SECONDS=31536000 \
	  $(VENV_PYTHON) -m newsroom.embedded exec --ephemeral -- $(VENV_PYTHON) manage.py check --deploy --fail-level ERROR; \
	step 'Dockerfile (hadolint)' .venv/bin/hadolint Dockerfile; \
	step 'compose schema' .venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml; \
	if [ -n "$$failed" ]; then echo "make check: failed:$${failed#,}"; exit 1; fi

# --- the environment -------------------------------------------------------------------------------------------------
# Found by running it: a pyenv shim may be on the PATH and still fail. PYTHON= names one and is then the only one asked.
# uv: the one on the PATH, else one of our own in .uv/; it trusts what the system trusts, such as a company's proxy.
# The stamp is a copy of the lock that was installed last.

define ENVIRONMENT
set -eu; \
lock=$(1); stamp=.venv/.installed-$(1); \
works() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }; \
find_python() { \
  if [ -n "$${PYTHON:-}" ]; then works "$$PYTHON" && command -v "$$PYTHON"; return; fi; \
  for python in python3.13 python3.14 python3.12 python3 \
    "$${HOME:-/}"/.pyenv/versions/3.13*/bin/python "$${HOME:-/}"/.pyenv/versions/3.1[42]*/bin/python; do \
    if works "$$python"; then command -v "$$python"; return; fi; \
  done; \
  uv python find --no-python-downloads '>=3.12' 2>/dev/null; }; \
find_uv() { \
  if uv --version >/dev/null 2>&1; then command -v uv; return; fi; \
  if ! .uv/bin/uv --version >/dev/null 2>&1; then \
    echo 'Getting uv into .uv/ …' >&2; \
    rm -rf .uv; "$$python" -m venv .uv >&2 && .uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8,<1' >&2 || \
      { echo 'uv could not be installed: install it (or the venv module of your Python), then try again.' >&2; return 1; }; \
  fi; \
  echo .uv/bin/uv; }; \
if ! works $(VENV_PYTHON) || ! { cmp -s "$$lock" "$$stamp" || { [ "$$lock" = requirements.lock ] && \
     cmp -s requirements-dev.lock .venv/.installed-requirements-dev.lock && cmp -s "$$lock" .venv/.covers-$$lock; }; }; then \
  python=$$(find_python) && [ -n "$$python" ] || \
    { echo "No Python 3.12 or newer was found$${PYTHON:+ as $$PYTHON}: install one, or name it as in \`make PYTHON=/path/to/python3.13\`." >&2; exit 1; }; \
  if [ ! -w "$${HOME:-/nonexistent}" ]; then export UV_CACHE_DIR=.uv/cache PIP_NO_CACHE_DIR=1; fi; \
  if [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/cert.pem ]; then export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1; fi; \
  uv=$$(find_uv); \
  works $(VENV_PYTHON) || { rm -rf .venv; "$$uv" venv --quiet --python "$$python" .venv; }; \
  echo "Installing $$lock …" >&2; \
  rm -f "$$stamp"; \
  "$$uv" pip install --quiet --python $(VENV_PYTHON) --require-hashes -r "$$lock"; \
  cp "$$lock" "$$stamp"; \
  if [ "$$lock" = requirements-dev.lock ]; then cp requirements.lock .venv/.covers-requirements.lock; fi; \
  rm -rf .uv/cache; \
fi
endef

run-env:
	@$(call ENVIRONMENT,requirements.lock)

dev-env:
	@$(call ENVIRONMENT,requirements-dev.lock)

# The browser tests drive the system's Chromium; nothing downloads a browser build.
chromium:
	@for each in "$(CHROMIUM)" /usr/bin/chromium chromium chromium-browser; do \
	  if [ -n "$$each" ] && command -v "$$each" >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing chromium for the browser tests …'; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core; } >/dev/null && exit 0; \
	fi; \
	echo 'The browser tests need Chromium: install your system'\''s chromium package, or name it as in `make test CHROMIUM=/path/to/chromium`.' >&2; \
	exit 1
