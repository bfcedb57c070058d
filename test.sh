#!/usr/bin/env bash
# The whole gate: ./test.sh. One part of it: ./test.sh Name, the tests whose name (or file, in the page) has Name in it,
# and so those as well that are too long for the gate: ./test.sh Release, what people get of the console.
# The last line is always "N passed, N failed, N skipped"; a failed build or an untidy file counts as failed.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

filter=${1:-}
reports=$PWD/TestResults
failed_steps=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
# Hundreds of processes are started that live for seconds: over before what a profile costs is won back.
export DOTNET_TieredPGO=0

packages=(
  chromium-headless-shell tmux                            # the page and the console, as people see them
  firefox-esr webkit2gtk-driver xvfb                      # the page in the two other families of browsers
  fonts-noto-color-emoji fonts-wqy-microhei               # so that screenshots show emoji and CJK
  fonts-dejavu-core                                       # the face of the design page, the same on every machine
  python3-websockets                                      # a client that shares no code with ours
  squid                                                   # a real proxy that asks for a password
  dbus-daemon gnome-keyring libsecret-tools               # a real key store, and another program that looks into it
  strace                                                  # whether a sync lies before each acknowledgement
  zsh fish                                                # the shells that completions are made for, beside bash
  fortunes fortunes-de fortunes-es                        # text as people write it
)

install_components() {
  command -v dpkg-query > /dev/null || return 0
  local missing=() package
  for package in "${packages[@]}"; do
    [[ $(dpkg-query -W -f '${Status}' "$package" 2> /dev/null) == *" installed" ]] || missing+=("$package")
  done
  (( ${#missing[@]} )) || return 0
  if (( EUID != 0 )); then
    echo "Missing, their tests are skipped: ${missing[*]}"
    return 0
  fi
  apt-get update -q > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" > /dev/null ||
    echo "Could not install all of: ${missing[*]}"
}

step() {
  echo "== $1"
  shift
  "$@" && return 0
  failed_steps=$((failed_steps + 1))
  return 1
}

build() { dotnet build ChatService.sln -v quiet; }
tidy() { dotnet format ChatService.sln --verify-no-changes --no-restore; }
page_tests() {
  npm test --silent --prefix Chat.Client.Web -- ${filter:+"$filter"} --passWithNoTests \
    --reporter=default --reporter=json --outputFile.json="$reports/page.json"
}
dotnet_tests() {
  Chat.Tests/bin/Debug/net10.0/Chat.Tests -noColor ${filter:+-method "*$filter*" -explicit on} -result-ctrf "$reports/dotnet.json"
}

rm -rf "$reports" && mkdir -p "$reports"
install_components
if step "Build" build; then
  [[ -n $filter ]] || step "Tidy" tidy
  step "Tests of the page" page_tests
  step "Tests in .NET" dotnet_tests
fi
exec node .ci/summary.mjs "$reports" "$failed_steps"
