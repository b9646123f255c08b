#!/usr/bin/env bash
# Sets up what the tests need and runs them all. The last line is "N passed, N failed".
#   ./test.sh            everything
#   ./test.sh Bot.Tests  only the test projects named
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s\n' "$*" >&2; }
pg_bin() {
  command -v pg_ctl 2>/dev/null && return
  ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | sort -V | tail -n 1
}

# --- what must be there --------------------------------------------------------------------------
if ! command -v dotnet >/dev/null; then
  say "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  exit 1
fi
missing=()
[ -n "$(pg_bin)" ] || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  if command -v apt-get >/dev/null && { [ -z "$sudo" ] || command -v sudo >/dev/null; }; then
    say "Installing ${missing[*]} ..."
    { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
      say "apt-get could not install ${missing[*]}; the tests that need them are skipped."
  else
    say "Please install: ${missing[*]} (PostgreSQL 15 or newer, Redis 7 or newer, Chromium). The tests that need them are skipped."
  fi
fi

# --- PostgreSQL of our own, gone when we are ------------------------------------------------------
work=$(mktemp -d)
chmod 755 "$work"
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
cleanup() {
  [ -f "$work/pg/postmaster.pid" ] && as_postgres "$(pg_bin)" -D "$work/pg" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
}
trap cleanup EXIT
if [ -z "${PMBOT_TEST_POSTGRES:-}" ] && [ -n "$(pg_bin)" ]; then
  bin=$(dirname "$(pg_bin)")
  port=$(( 10000 + RANDOM % 10000 ))
  mkdir -p "$work/pg"
  [ "$(id -u)" = 0 ] && chown postgres "$work/pg"
  if as_postgres "$bin/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --no-locale >/dev/null 2>&1 &&
    as_postgres "$bin/pg_ctl" -D "$work/pg" -w -t 60 -l "$work/pg/log" -o "-p $port -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=200" start >/dev/null 2>&1; then
    export PMBOT_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
    # For the test that restarts the server under the bot.
    export PMBOT_TEST_POSTGRES_BIN="$bin"
  else
    say "PostgreSQL did not start; the tests that need it are skipped."
  fi
fi

# --- build and test -------------------------------------------------------------------------------
dotnet build PmBot.sln -c Release -v q --nologo || { echo "0 passed, 1 failed"; exit 1; }
if [ $# -gt 0 ]; then projects=("$@"); else projects=(Nlu.Tests ProjectCore.Tests Conversations Adapters.Tests Bot.Tests); fi
run() { dotnet test "tests/$1" -c Release --no-build --nologo --logger "console;verbosity=minimal" >"$work/$1.log" 2>&1 || touch "$work/$1.broken"; cat "$work/$1.log" >&2; }
# Training, in Nlu.Tests, keeps one processor busy for a minute: the others run beside it. Bot.Tests measures patience, so it runs alone.
for project in "${projects[@]}"; do
  case $project in
    Nlu.Tests) run "$project" & ;;
    Bot.Tests) wait; run "$project" ;;
    *) run "$project" ;;
  esac
done
wait
passed=0 failed=0 skipped=0 broken=0
for project in "${projects[@]}"; do
  [ ! -e "$work/$project.broken" ] || broken=$((broken + 1))
  counts=$(grep -aoE 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$work/$project.log" | tail -n 1)
  if [ -z "$counts" ]; then say "$project ran no test."; broken=$((broken + 1)); failed=$((failed + 1)); continue; fi
  read -r f p s <<<"$(printf '%s' "$counts" | grep -oE '[0-9]+' | tr '\n' ' ')"
  failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
done
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ] && [ "$broken" = 0 ]
