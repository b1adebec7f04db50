#!/bin/bash
# A real Kubernetes control plane on loopback: etcd, kube-apiserver, kube-controller-manager, kube-scheduler, and kwok in
# place of kubelets. Needs: Go 1.24 (1.26 for kwok v0.8.0), openssl, curl. For development only; users and the build need none of it.
# Everything lives in $CP (default: control-plane in the temporary folder); no root needed.
#   control-plane.sh build     fetch and build what is missing (about 20 min on 2 busy cores, 2 GiB RAM)
#   control-plane.sh start     a fresh cluster: 3 zones x 2 nodes, namespace shop, Deployment web of 6 (and api of 3)
#   control-plane.sh stop      by pid files only
#   control-plane.sh status
# One part alone: control-plane.sh start-api | stop-api (SIGTERM) ...
set -euo pipefail
CP=${CP:-${TMPDIR:-/tmp}/control-plane}; K=${K8S_VERSION:-v1.34.4}; KWOK=${KWOK_VERSION:-v0.8.0}; ETCD=${ETCD_VERSION:-v3.6.4}
ETCD_PORT=${ETCD_PORT:-12379}; API_PORT=${API_PORT:-16443}; KCM_PORT=${KCM_PORT:-16444}; SCHED_PORT=${SCHED_PORT:-16445}
BIN=$CP/bin; RUN=$CP/run; PKI=$CP/pki
export KUBECONFIG=$CP/admin.conf
kc() { if [ -x "$BIN/kubectl" ]; then "$BIN/kubectl" "$@"; else command kubectl "$@"; fi; }

build() {
  mkdir -p "$BIN" "$CP/src/k" "$CP/src/kwok" "$CP/src/etcd"
  # etcd 3.6 as clusters have it; Debian 12's etcd-server is 3.4, without RequestWatchProgress:
  #   apt-get download etcd-server && dpkg -x etcd-server_*.deb . && cp usr/bin/etcd "$BIN/"
  if [ ! -x "$BIN/etcd" ]; then
    (cd "$CP/src/etcd"
     printf 'module e\ngo 1.24\n' > go.mod
     printf '//go:build tools\npackage e\nimport _ "go.etcd.io/etcd/server/v3"\n' > tools.go
     go get "go.etcd.io/etcd/server/v3@$ETCD" && go mod tidy
     nice -n 19 go build -p 2 -ldflags='-s -w' -o "$BIN/etcd" go.etcd.io/etcd/server/v3)
  fi
  # Kubernetes: its go.mod replaces its staging modules by folders; v1.X.Y of it is v0.X.Y of them
  if [ ! -x "$BIN/kube-scheduler" ] || [ ! -x "$BIN/kube-apiserver" ] || [ ! -x "$BIN/kube-controller-manager" ]; then
    (cd "$CP/src/k"
     cat > tools.go <<G
//go:build tools
package kb
import (
 _ "k8s.io/kubernetes/cmd/kube-apiserver"
 _ "k8s.io/kubernetes/cmd/kube-controller-manager"
 _ "k8s.io/kubernetes/cmd/kube-scheduler"
 _ "k8s.io/kubernetes/cmd/kubectl"
)
G
     if [ ! -f go.sum ]; then
       printf 'module kb\ngo 1.24.0\n' > go.mod
       GOFLAGS=-mod=mod go mod download "k8s.io/kubernetes@$K"
       MOD=$(go env GOMODCACHE)/cache/download/k8s.io/kubernetes/@v/$K.mod
       { printf 'module kb\ngo 1.24.0\nrequire k8s.io/kubernetes %s\nreplace (\n' "$K"
         sed -n '/^replace (/,/^)/p' "$MOD" | grep -oE 'k8s.io/[a-z0-9-]+ =>' | awk -v v="v0${K#v1}" '{print "  "$1" => "$1" "v}'
         echo ')'; } > go.mod
       go mod tidy
     fi
     nice -n 19 go build -p 2 -ldflags='-s -w' -o "$BIN/" \
       k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kube-controller-manager k8s.io/kubernetes/cmd/kube-scheduler \
       k8s.io/kubernetes/cmd/kubectl)
  fi
  # kwok: has no replace directives, so 'go install' does
  [ -x "$BIN/kwok" ] || GOBIN=$BIN nice -n 19 go install -p 2 -ldflags='-s -w' "sigs.k8s.io/kwok/cmd/kwok@$KWOK"
  # kwok does nothing without stages; its own, out of its module
  if [ ! -d "$CP/stages" ]; then
    mkdir -p "$CP/stages"
    local dir; dir=$(cd / && go mod download -json "sigs.k8s.io/kwok@$KWOK" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')/kustomize/stage
    cp "$dir"/node/fast/node-initialize.yaml "$dir"/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml \
      "$dir"/pod/fast/pod-{ready,complete,delete}.yaml "$CP/stages/"
    chmod u+w "$CP"/stages/*
  fi
}

pki() {
  [ -f "$PKI/done" ] && return
  rm -rf "$PKI"; mkdir -p "$PKI"; cd "$PKI"
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout ca.key -out ca.crt -subj /CN=k8s-ca 2>/dev/null
  cert() { # name subject san
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out "$1.crt" \
      -extfile <(printf '%s\n' "${3:-extendedKeyUsage=clientAuth}") 2>/dev/null
  }
  cert apiserver /CN=kube-apiserver "subjectAltName=IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes.default.svc"
  cert admin /O=system:masters/CN=admin
  cert kcm /CN=system:kube-controller-manager
  cert scheduler /CN=system:kube-scheduler
  cert crossfire /CN=crossfire           # a user without rights, until a RoleBinding names it
  openssl genrsa -out sa.key 2048 2>/dev/null; openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  touch done
}

kubeconfig() { # file user-yaml [server]
  cat > "$1" <<Y
apiVersion: v1
kind: Config
clusters: [{name: cp, cluster: {server: "${3:-https://127.0.0.1:$API_PORT}", certificate-authority: $PKI/ca.crt}}]
users: [{name: u, user: $2}]
contexts: [{name: cp, context: {cluster: cp, user: u}}]
current-context: cp
Y
  chmod 600 "$1"
}
conf() { kubeconfig "$CP/$1.conf" "{client-certificate: $PKI/$1.crt, client-key: $PKI/$1.key}"; }

spawn() { # name command...
  local name=$1; shift; mkdir -p "$RUN"
  setsid nice -n 10 "$@" >> "$RUN/$name.log" 2>&1 < /dev/null & echo $! > "$RUN/$name.pid"
}
alive() { [ -f "$RUN/$1.pid" ] && kill -0 "$(cat "$RUN/$1.pid")" 2>/dev/null; }
down() { # name [signal]
  alive "$1" || { rm -f "$RUN/$1.pid"; return 0; }
  local pid; pid=$(cat "$RUN/$1.pid"); kill -"${2:-TERM}" "$pid"
  for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || { rm -f "$RUN/$1.pid"; return 0; }; sleep 0.1; done
  kill -KILL "$pid"; rm -f "$RUN/$1.pid"
}
wait_for() { # seconds what command...
  local n=$1 what=$2; shift 2
  for _ in $(seq "$n"); do "$@" > /dev/null 2>&1 && return 0; sleep 1; done
  echo "$what did not get ready in $n s; see $RUN" >&2; return 1
}

start_etcd() {
  spawn etcd "$BIN/etcd" --data-dir "$CP/etcd-data" --listen-client-urls "http://127.0.0.1:$ETCD_PORT" \
    --advertise-client-urls "http://127.0.0.1:$ETCD_PORT" --listen-peer-urls "http://127.0.0.1:$((ETCD_PORT + 1))" \
    --initial-advertise-peer-urls "http://127.0.0.1:$((ETCD_PORT + 1))" --initial-cluster "default=http://127.0.0.1:$((ETCD_PORT + 1))" \
    --unsafe-no-fsync
  wait_for 30 etcd curl -sf "http://127.0.0.1:$ETCD_PORT/health"
}
start_api() {
  cat > "$CP/audit.yaml" <<Y
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: None, users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"]}
- {level: Metadata}
Y
  spawn api "$BIN/kube-apiserver" --bind-address 127.0.0.1 --secure-port "$API_PORT" --advertise-address 127.0.0.1 \
    --etcd-servers "http://127.0.0.1:$ETCD_PORT" --service-cluster-ip-range 10.96.0.0/16 \
    --tls-cert-file "$PKI/apiserver.crt" --tls-private-key-file "$PKI/apiserver.key" --client-ca-file "$PKI/ca.crt" \
    --requestheader-client-ca-file "$PKI/ca.crt" \
    --service-account-key-file "$PKI/sa.pub" --service-account-signing-key-file "$PKI/sa.key" \
    --service-account-issuer https://kubernetes.default.svc --authorization-mode Node,RBAC \
    --audit-log-path "$RUN/audit.log" --audit-policy-file "$CP/audit.yaml" --audit-log-mode blocking
  wait_for 90 kube-apiserver kc get --raw /readyz
}
start_kcm() {
  spawn kcm "$BIN/kube-controller-manager" --kubeconfig "$CP/kcm.conf" --bind-address 127.0.0.1 --secure-port "$KCM_PORT" \
    --cert-dir "$RUN/kcm" --service-account-private-key-file "$PKI/sa.key" --root-ca-file "$PKI/ca.crt" --leader-elect=false \
    --use-service-account-credentials --controllers '*,-nodeipam,-route,-service-lb-controller,-cloud-node-lifecycle-controller'
}
start_scheduler() {
  spawn scheduler "$BIN/kube-scheduler" --kubeconfig "$CP/scheduler.conf" --authentication-kubeconfig "$CP/scheduler.conf" \
    --authorization-kubeconfig "$CP/scheduler.conf" --bind-address 127.0.0.1 --secure-port "$SCHED_PORT" \
    --cert-dir "$RUN/sched" --leader-elect=false
}
start_kwok() {
  # kwok's own stages make a pod ready and delete it at once; a kubelet takes a while: READY_MS and DELETE_MS
  { echo; for f in "$CP"/stages/*.yaml; do
      echo ---
      case $f in
        *pod-ready*) sed "s/^  next:/  delay: {durationMilliseconds: ${READY_MS:-2000}, jitterDurationMilliseconds: $((${READY_MS:-2000} * 2))}\n  next:/" "$f" ;;
        *pod-delete*) sed "s/^  next:/  delay: {durationMilliseconds: ${DELETE_MS:-500}, jitterDurationMilliseconds: $((${DELETE_MS:-500} * 2))}\n  next:/" "$f" ;;
        *) cat "$f" ;;
      esac
    done; } > "$RUN/stages.yaml"
  spawn kwok "$BIN/kwok" --kubeconfig "$CP/admin.conf" --manage-all-nodes --cidr 10.0.0.0/24 --node-ip 127.0.0.1 \
    --node-lease-duration-seconds 40 --config "$RUN/stages.yaml"
}

manifests() {
  local z n
  for z in a b c; do for n in 1 2; do cat <<Y
---
apiVersion: v1
kind: Node
metadata:
  name: node-$z$n
  annotations: {kwok.x-k8s.io/node: fake}
  labels: {type: kwok, kubernetes.io/hostname: node-$z$n, topology.kubernetes.io/zone: zone-$z, topology.kubernetes.io/region: r1}
status: {allocatable: {cpu: "32", memory: 256Gi, pods: "110"}, capacity: {cpu: "32", memory: 256Gi, pods: "110"}}
Y
  done; done
  echo '---'; echo '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}'
  local d
  for d in web:6:front api:3:back; do IFS=: read -r n r t <<< "$d"; cat <<Y
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: $n, namespace: shop}
spec:
  replicas: $r
  selector: {matchLabels: {app: $n}}
  template:
    metadata: {labels: {app: $n, tier: $t}}
    spec:
      terminationGracePeriodSeconds: 5
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: $n}}}
      containers: [{name: c, image: "example.org/$n:1"}]
Y
  done
}

# a ServiceAccount 'crossfire' in namespace shop with exactly what docs/kubernetes.md lists, and kubeconfigs for it
rbac() {
  kc apply -f - <<'Y'
{apiVersion: v1, kind: ServiceAccount, metadata: {name: crossfire, namespace: shop}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: crossfire, namespace: shop}
rules:
- {apiGroups: [""], resources: [pods], verbs: [get, list, patch, delete]}
- {apiGroups: [apps], resources: [deployments, replicasets, statefulsets, daemonsets], verbs: [get, list]}
- {apiGroups: [""], resources: [pods/eviction], verbs: [create]}
- {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: [list]}
- {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, list, create, update, delete]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: crossfire}
rules:
- {apiGroups: [""], resources: [nodes], verbs: [list]}
- {apiGroups: [""], resources: [namespaces], resourceNames: [kube-system], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: crossfire, namespace: shop}
subjects: [{kind: ServiceAccount, name: crossfire, namespace: shop}, {kind: User, name: crossfire, apiGroup: rbac.authorization.k8s.io}]
roleRef: {kind: Role, name: crossfire, apiGroup: rbac.authorization.k8s.io}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: crossfire}
subjects: [{kind: ServiceAccount, name: crossfire, namespace: shop}, {kind: User, name: crossfire, apiGroup: rbac.authorization.k8s.io}]
roleRef: {kind: ClusterRole, name: crossfire, apiGroup: rbac.authorization.k8s.io}
Y
  conf crossfire
  kubeconfig "$CP/sa.conf" "{token: \"$(kc -n shop create token crossfire --duration 24h)\"}"
}

web_ready() { [ "$(kc -n shop get deploy web -o jsonpath='{.status.readyReplicas}')" = 6 ]; }

start() {
  for part in etcd api kcm scheduler kwok; do alive $part && { echo "$part runs already: stop first" >&2; exit 1; }; done
  rm -rf "$CP/etcd-data" "$RUN"; mkdir -p "$RUN"
  pki; conf admin; conf kcm; conf scheduler
  start_etcd; start_api; start_kcm; start_scheduler; start_kwok
  manifests | kc apply -f -
  wait_for 120 "Deployment web" web_ready
  rbac
  kc -n shop get pods -o wide
  echo "export KUBECONFIG=$CP/admin.conf   # also: $CP/sa.conf (ServiceAccount token), $CP/crossfire.conf (client certificate)"
}
stop() { for part in kwok scheduler kcm api etcd; do down $part; done; }
status() { for part in etcd api kcm scheduler kwok; do alive $part && echo "$part $(cat "$RUN/$part.pid")" || echo "$part -"; done; }

case ${1:-} in
  build|start|stop|status|rbac|manifests) "$1" ;;
  start-*) "start_${1#start-}" ;;
  stop-*) down "${1#stop-}" "${2:-TERM}" ;;
  *) sed -n 2,10p "$0"; exit 2 ;;
esac
