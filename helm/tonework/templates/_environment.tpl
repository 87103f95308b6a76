{{/* What every service reads: where Kafka, S3 and Redis are. */}}
{{- define "tonework.connections" -}}
- name: TONEWORK_KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: TONEWORK_KAFKA_GROUP_PROTOCOL
  value: {{ .Values.kafka.groupProtocol | quote }}
- name: TONEWORK_KAFKA_PARTITIONS
  value: {{ include "tonework.partitions" . | quote }}
- name: TONEWORK_KAFKA_REPLICATION_FACTOR
  value: {{ .Values.kafka.replicationFactor | quote }}
- name: TONEWORK_S3_REGION
  value: {{ .Values.s3.region | quote }}
- name: TONEWORK_S3_BUCKET
  value: {{ .Values.s3.bucket | quote }}
- name: TONEWORK_S3_PATH_STYLE
  value: {{ .Values.s3.pathStyle | quote }}
{{- with .Values.s3.endpoint }}
- name: TONEWORK_S3_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with .Values.s3.existingSecret }}
- name: TONEWORK_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: access-key}
- name: TONEWORK_S3_SECRET_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: secret-key}
{{- end }}
- name: TONEWORK_REDIS_URI
{{- if .Values.redis.existingSecret }}
  valueFrom:
    secretKeyRef: {name: {{ .Values.redis.existingSecret }}, key: uri}
{{- else }}
  value: {{ .Values.redis.uri | quote }}
{{- end }}
{{- end -}}

{{/* How long work may take, so that the service, its pod and its autoscaler agree. */}}
{{- define "tonework.times" -}}
{{- $longest := .service.longestWorkSeconds -}}
{{- $drain := include "tonework.drainSeconds" .service -}}
{{- if eq .component "ingest" }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%vs" $longest | quote }}
{{- else if eq .component "planner-worker" }}
- name: TONEWORK_PLANNER_WRITE_DEADLINE
  value: {{ printf "%vs" (div $longest 2) | quote }}
- name: TONEWORK_PLANNER_DECODE_DEADLINE
  value: {{ printf "%vs" (div $longest 4) | quote }}
- name: TONEWORK_PLANNER_QUEUE_DEADLINE
  value: {{ printf "%vs" (div $longest 4) | quote }}
- name: TONEWORK_PLANNER_DRAIN_TIMEOUT
  value: {{ printf "%ss" $drain | quote }}
{{- else if eq .component "render-worker" }}
- name: TONEWORK_RENDER_DEADLINE
  value: {{ printf "%vs" $longest | quote }}
- name: TONEWORK_RENDER_DRAIN_TIMEOUT
  value: {{ printf "%ss" $drain | quote }}
{{- else if eq .component "feedback" }}
- name: TONEWORK_FEEDBACK_WEBHOOKS_TIMEOUT
  value: {{ printf "%vs" $longest | quote }}
- name: TONEWORK_FEEDBACK_DRAIN_TIMEOUT
  value: {{ printf "%ss" $drain | quote }}
{{- end }}
{{- end -}}

{{/* Which bundles there are, and for the planner which one makes new plans. */}}
{{- define "tonework.bundles" -}}
{{- if .root.Values.bundles.volume }}
- name: TONEWORK_MODELS_BUNDLES
  value: /bundles
{{- end }}
{{- if eq .component "planner-worker" }}
- name: TONEWORK_MODELS_STABLE
  value: {{ .root.Values.bundles.stable | quote }}
{{- with .root.Values.bundles.candidate }}
- name: TONEWORK_MODELS_CANDIDATE
  value: {{ . | quote }}
- name: TONEWORK_MODELS_CANDIDATE_PERCENT
  value: {{ $.root.Values.bundles.candidatePercent | quote }}
{{- end }}
{{- end }}
{{- end -}}
