#!/usr/bin/env bash
# Starts a private demo city on free ports and walks it in real Chromium.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
free() { node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
port=$(free) gateway=$(free) data=$(mktemp -d)
server=src/Qingjian.Host/bin/Release/net10.0/Qingjian.Host.dll
simulator=tools/Qingjian.Simulator/bin/Release/net10.0/qj-simulator.dll
dotnet "$server" --Urls="http://127.0.0.1:$port" --Gateway:Port="$gateway" --Gateway:MostPerAddress=20000 --Storage:Folder="$data" --Demo:Enabled=true --Web:Root="$PWD/web/dist" >"$data/server.log" 2>&1 &
host=$!
sim=
trap 'kill $host $sim 2>/dev/null; wait 2>/dev/null; rm -rf "$data"' EXIT
for _ in $(seq 120); do curl -sf "http://127.0.0.1:$port/api/demo/accounts" >/dev/null && break; sleep 0.5; done
dotnet "$simulator" city --file demo/city.json --host 127.0.0.1 --port "$gateway" --history-days 2 >"$data/simulator.log" 2>&1 &
sim=$!
cd web && QINGJIAN_URL="http://127.0.0.1:$port" QINGJIAN_GATEWAY="127.0.0.1:$gateway" npm run --silent browser-test -- "$@"
code=$?
[ $code -eq 0 ] || tail -50 "$data/server.log"
exit $code
