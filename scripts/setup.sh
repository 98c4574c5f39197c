# Shared by ./run and ./test: what must be there, and building what changed.
started=$SECONDS
step() { printf '[%3ds] %s\n' $((SECONDS - started)) "$*"; }

need_dotnet() {
  local version
  # Beside global.json a dotnet without SDK 10 gives an error instead of its version.
  version=$(dotnet --version 2>/dev/null || (cd / && dotnet --version 2>/dev/null) || true)
  case "$version" in
    10.*) ;;
    "") echo "需要 .NET 10 SDK，没有找到 dotnet。请安装后再试。 (.NET 10 SDK is needed; dotnet was not found.)" >&2; exit 2 ;;
    *) echo "需要 .NET 10 SDK，现在是 $version。请安装 .NET 10 SDK。 (.NET 10 SDK is needed; this is $version.)" >&2; exit 2 ;;
  esac
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

need_node() {
  local version
  version=$(node --version 2>/dev/null || true)
  case "$version" in
    v2[0-9].*|v[3-9][0-9].*) ;;
    "") echo "需要 Node.js 20，没有找到 node。请安装后再试。 (Node.js 20 is needed; node was not found.)" >&2; exit 2 ;;
    *) echo "需要 Node.js 20 以上，现在是 $version。请更新。 (Node.js 20 or newer is needed; this is $version.)" >&2; exit 2 ;;
  esac
}

build_server() {
  step "Building the server"
  quietly dotnet build src/Qingjian.Host -c Release -v q -p:OpenApiGenerateDocumentsOnBuild=true
  quietly dotnet build tools/Qingjian.Simulator -c Release -v q
}

build_pages() {
  if [ ! -f web/node_modules/.package-lock.json ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
    step "Fetching the pages' packages"
    (cd web && quietly npm ci --no-audit --no-fund)
  fi
  if [ ! -f web/dist/index.html ] || [ -n "$(find web -newer web/dist/index.html -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/tests/*' -print -quit)" ]; then
    step "Building the pages"
    (cd web && quietly npm run build)
  fi
}

# Runs a step without its chatter; when it fails, all of it is shown.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "失败：$*" >&2
    exit 1
  fi
  rm -f "$log"
}
