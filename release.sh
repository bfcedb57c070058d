#!/usr/bin/env bash
# Makes the console client's release in ./artifacts: ./release.sh [RUNTIME], by default for this machine's (linux-x64).
# - chat-VERSION-RUNTIME.tar.gz: the program, its man page and its completions, as they lie below /usr/local; and its SHA-256.
# - ChatService.Console.VERSION.nupkg: the same for `dotnet tool install`.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

project=Chat.Client.Console
here=$(dotnet msbuild "$project" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
runtime=${1:-$here}
version=$(dotnet msbuild "$project" -getProperty:Version)
name=chat-$version-$runtime
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p artifacts

# The builds lie apart from those that one works with.
net() { dotnet "$1" "$project" -c Release -v quiet --artifacts-path "$work/artifacts" -p:DebugType=none "${@:2}"; }

# A native program needs a linker for its runtime. Without one, the program carries .NET with it: larger, and slower to start.
how=(-p:PublishAot=true -p:StripSymbols=true)
if [[ $runtime != "$here" ]] || ! { command -v clang || command -v gcc; } > /dev/null; then
  echo "There is no linker for $runtime here (apt-get install clang zlib1g-dev, for this machine's): the program is not native." >&2
  how=(-p:PublishAot=false --self-contained -p:PublishSingleFile=true -p:PublishTrimmed=true -p:PublishReadyToRun=true -p:IncludeNativeLibrariesForSelfExtract=true)
fi
net publish -r "$runtime" "${how[@]}" -o "$work/program"

net pack -p:PackAsTool=true -o artifacts
chat="$work/artifacts/bin/$project/release/chat.dll"

place=$work/$name
mkdir -p "$place"/{bin,share/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d,doc/chat}}
find "$work/program" -maxdepth 1 -type f ! -name '*.dbg' ! -name '*.pdb' ! -name '*.xml' -exec cp {} "$place/bin/" \;
cp LICENSE "$place/share/doc/chat/"
dotnet "$chat" man > "$place/share/man/man1/chat.1"
dotnet "$chat" completions bash > "$place/share/bash-completion/completions/chat"
dotnet "$chat" completions zsh > "$place/share/zsh/site-functions/_chat"
dotnet "$chat" completions fish > "$place/share/fish/vendor_completions.d/chat.fish"

# The same sources give the same list of files, whoever packs them and when.
when=$(git log -1 --format=@%ct 2> /dev/null || echo @0)
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mode=go+rX,go-w --mtime="$when" -czf "artifacts/$name.tar.gz" "$name"
(cd artifacts && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
printf 'artifacts/%s\n' "$name.tar.gz" "$name.tar.gz.sha256" "ChatService.Console.$version.nupkg"
