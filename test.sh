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

# --- one run at a time here: two would build into the same folders ----------------------------------
# What is started below must not keep the lock when we are gone: build servers and databases do without it (9>&-).
if command -v flock >/dev/null; then
  exec 9<"$0"
  flock -n 9 || { say "Another ./test.sh is running in this folder; waiting for it to end ..."; flock 9; }
fi

# --- PostgreSQL of our own, gone when we are ------------------------------------------------------
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
# A run's processes carry its folder in their environment: what outlived it, such as a service under test, goes with it.
sweep() {
  for process in /proc/[0-9]*; do
    ! grep -qzx "PMBOTS_TEST_RUN=$1" "$process/environ" 2>/dev/null || kill -9 "${process#/proc/}" 2>/dev/null
  done
  [ ! -f "$1/pg/postmaster.pid" ] || as_postgres "$(pg_bin)" -D "$1/pg" -m immediate stop >/dev/null 2>&1
  rm -rf "$1"
}
# A run that was killed could not clean up.
for left in "${TMPDIR:-/tmp}"/pmbot-test-run.*; do
  [ ! -O "$left/owner" ] || kill -0 "$(cat "$left/owner")" 2>/dev/null || sweep "$left"
done
if ! work=$(mktemp -d "${TMPDIR:-/tmp}/pmbot-test-run.XXXXXX"); then
  say "Cannot write to ${TMPDIR:-/tmp}: set TMPDIR to a folder with room."
  exit 1
fi
trap 'sweep "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
echo $$ >"$work/owner"
chmod 755 "$work"
free=$(df -Pk "$work" | awk 'NR == 2 { print int($4 / 1024) }')
[ "${free:-9999}" -ge 1500 ] || say "Only $free MB are free in ${TMPDIR:-/tmp}, where the tests keep their databases and browsers: 1500 are enough. TMPDIR names another folder."
broken=0
if [ -z "${PMBOT_TEST_POSTGRES:-}" ] && [ -n "$(pg_bin)" ]; then
  bin=$(dirname "$(pg_bin)")
  mkdir -p "$work/pg"
  [ "$(id -u)" != 0 ] || chown postgres "$work/pg"
  # What it holds is thrown away: nothing waits for the disk.
  quick="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=128MB"
  if as_postgres "$bin/initdb" --no-sync -D "$work/pg" -U postgres -A trust -E UTF8 --no-locale >"$work/initdb.log" 2>&1; then
    for _ in 1 2 3 4 5; do
      # Somebody may have the port: then another one.
      port=$(( 10000 + RANDOM % 10000 ))
      as_postgres "$bin/pg_ctl" -D "$work/pg" -w -t 180 -l "$work/pg/log" -o "-p $port -c unix_socket_directories='' -c listen_addresses=127.0.0.1 -c max_connections=200 $quick" start >/dev/null 2>&1 9>&- || continue
      export PMBOT_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      # For the tests that restart a server under the bot.
      export PMBOT_TEST_POSTGRES_BIN="$bin"
      break
    done
  fi
  if [ -z "${PMBOT_TEST_POSTGRES:-}" ]; then
    say "PostgreSQL is installed ($bin) but did not start; the tests that need it are skipped, and the run counts as failed:"
    cat "$work/initdb.log" "$work/pg/log" 2>/dev/null | tail -n 8 >&2
    broken=1
  fi
fi

# --- build and test -------------------------------------------------------------------------------
dotnet build PmBot.sln -c Release -v q --nologo 9>&- || { echo "0 passed, 1 failed"; exit 1; }
export PMBOTS_TEST_RUN="$work"
if [ $# -gt 0 ]; then projects=("$@"); else projects=(Nlu.Tests ProjectCore.Tests Conversations Adapters.Tests Bot.Tests); fi
run() { dotnet test "tests/$1" -c Release --no-build --nologo --logger "console;verbosity=minimal" >"$work/$1.log" 2>&1 9>&- || touch "$work/$1.broken"; cat "$work/$1.log" >&2; }
# Training, in Nlu.Tests, keeps one processor busy for a minute: the others run beside it. Bot.Tests measures patience, so it runs alone.
for project in "${projects[@]}"; do
  case $project in
    Nlu.Tests) run "$project" 9>&- & ;;
    Bot.Tests) wait; run "$project" ;;
    *) run "$project" ;;
  esac
done
wait
passed=0 failed=$broken skipped=0
for project in "${projects[@]}"; do
  [ ! -e "$work/$project.broken" ] || broken=$((broken + 1))
  counts=$(grep -aoE 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$work/$project.log" | tail -n 1)
  if [ -z "$counts" ]; then say "$project ran no test."; broken=$((broken + 1)); failed=$((failed + 1)); continue; fi
  read -r f p s <<<"$(printf '%s' "$counts" | grep -oE '[0-9]+' | tr '\n' ' ')"
  failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
done
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ] && [ "$broken" = 0 ]
