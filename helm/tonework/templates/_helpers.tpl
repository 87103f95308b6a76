{{/* Names and labels of one component: call with (dict "root" $ "component" "ingest"). */}}
{{- define "tonework.name" -}}
{{- printf "%s-%s" .root.Release.Name .component | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "tonework.selector" -}}
app.kubernetes.io/name: {{ .component }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "tonework.labels" -}}
{{ include "tonework.selector" . }}
{{ include "tonework.releaseLabels" .root }}
{{- end -}}

{{/* Labels of what belongs to no single component: call with $. */}}
{{- define "tonework.releaseLabels" -}}
app.kubernetes.io/part-of: tonework
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "tonework.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Release.Name }}{{ else }}default{{ end -}}
{{- end -}}

{{/*
Partitions of a work topic. Shares of replicas are whole partitions: with 24 partitions 16 replicas get two or one, and those
with one stand idle half of the time while the others work. Twice as many as replicas make shares even to within a half at most.
*/}}
{{- define "tonework.partitions" -}}
{{- $most := 0 -}}
{{- range $name, $service := .Values.services -}}
{{- if lt (int $service.maxReplicas) (int $service.minReplicas) -}}
{{- fail (printf "services.%s.maxReplicas is %d, less than its minReplicas of %d" $name (int $service.maxReplicas) (int $service.minReplicas)) -}}
{{- end -}}
{{- if $service.lagThreshold -}}
{{- $most = max $most (int $service.maxReplicas) -}}
{{- if and $.Values.kafka.partitions (lt (int $.Values.kafka.partitions) (int $service.maxReplicas)) -}}
{{- fail (printf "services.%s.maxReplicas is %d, but kafka.partitions is %d: Kafka gives each partition to one replica, so the others would stand idle. Set kafka.partitions to 0 (derived) or at least %d, or lower maxReplicas" $name (int $service.maxReplicas) (int $.Values.kafka.partitions) (int $service.maxReplicas)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- default (mul 2 $most) (int .Values.kafka.partitions) -}}
{{- end -}}

{{/* Seconds in which a pod ends what it has begun: a photo may wait for a thread behind another, and is stored afterwards. */}}
{{- define "tonework.drainSeconds" -}}
{{- add 60 (mul 2 (int .longestWorkSeconds)) -}}
{{- end -}}
