{{- define "palimpsest.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "palimpsest.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "palimpsest.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "palimpsest.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Given { root, component }. */}}
{{- define "palimpsest.selector" -}}
app.kubernetes.io/name: {{ include "palimpsest.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "palimpsest.labels" -}}
{{ include "palimpsest.selector" . }}
app.kubernetes.io/part-of: palimpsest
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* Given { root, image }: image overrides the chart's, field by field. */}}
{{- define "palimpsest.image" -}}
{{- $own := default dict .image -}}
{{- $repository := default .root.Values.image.repository $own.repository -}}
{{- $digest := $own.digest | default (ternary "" .root.Values.image.digest (hasKey $own "tag")) -}}
{{- $tag := default (default .root.Chart.AppVersion .root.Values.image.tag) $own.tag -}}
{{- if $digest -}}{{ $repository }}@{{ $digest }}{{- else -}}{{ $repository }}:{{ $tag }}{{- end -}}
{{- end -}}

{{- define "palimpsest.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "palimpsest.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Addresses come as files: a variable would show in every dump of the environment. */}}
{{- define "palimpsest.addresses" -}}
- { name: PALIMPSEST_DATABASE_URL_FILE, value: /run/palimpsest/database-url }
{{- if .Values.connections.redisKey }}
- { name: PALIMPSEST_REDIS_URL_FILE, value: /run/palimpsest/redis-url }
{{- end }}
- { name: PALIMPSEST_LOG_LEVEL, value: {{ .Values.logLevel | quote }} }
{{- end -}}

{{/* Variables and not files: a file that the pod's group may read is refused, and a mounted Secret's is such a one. */}}
{{- define "palimpsest.secrets" -}}
- name: PALIMPSEST_KEY
  valueFrom: { secretKeyRef: { name: {{ required "masterKey.secret is needed: personal data are kept sealed only" .Values.masterKey.secret }}, key: {{ .Values.masterKey.key }} } }
{{- with .Values.storage }}
{{- if .url }}
- { name: PALIMPSEST_STORAGE, value: {{ .url | quote }} }
- name: AWS_ACCESS_KEY_ID
  valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .accessKey }} } }
- name: AWS_SECRET_ACCESS_KEY
  valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .secretKey }} } }
{{- end }}
{{- end }}
{{- end -}}

{{- define "palimpsest.tracing" -}}
{{- with .Values.tracing }}
{{- if .endpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ .endpoint | quote }} }
- { name: OTEL_TRACES_SAMPLER, value: parentbased_traceidratio }
- { name: OTEL_TRACES_SAMPLER_ARG, value: {{ .ratio | quote }} }
{{- if .secret }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .headersKey }} } }
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "palimpsest.mounts" -}}
- { name: connections, mountPath: /run/palimpsest, readOnly: true }
- { name: tmp, mountPath: /tmp }
{{- end -}}

{{/* Given { root, tmp }. */}}
{{- define "palimpsest.volumes" -}}
- name: connections
  secret:
    secretName: {{ required "connections.secret is needed: the Secret that holds the addresses" .root.Values.connections.secret }}
    defaultMode: 0440
    items:
      - { key: {{ .root.Values.connections.databaseKey }}, path: database-url }
      {{- with .root.Values.connections.redisKey }}
      - { key: {{ . }}, path: redis-url }
      {{- end }}
- name: tmp
  emptyDir: { sizeLimit: {{ .tmp }} }
{{- end -}}

{{/* Given { root, component }: replicas on different machines, where there are some. */}}
{{- define "palimpsest.spread" -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "palimpsest.selector" $ | nindent 6 }}
{{- end }}
{{- end -}}
