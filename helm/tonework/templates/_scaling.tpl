{{/*
How replicas come and go. They come at once. They go no sooner than the longest piece of work after the lag fell, and then
half of them (or one) in the time that a pod may take to drain, so that a wrong reading takes few away and the rest go on.
*/}}
{{- define "tonework.behavior" -}}
{{- $drain := include "tonework.drainSeconds" .service | int -}}
scaleUp:
  stabilizationWindowSeconds: 0
  selectPolicy: Max
  policies:
    - {type: Percent, value: 100, periodSeconds: 15}
    - {type: Pods, value: 4, periodSeconds: 15}
scaleDown:
  stabilizationWindowSeconds: {{ max 300 $drain }}
  selectPolicy: Max
  policies:
    - {type: Percent, value: 50, periodSeconds: {{ $drain }}}
    - {type: Pods, value: 1, periodSeconds: {{ $drain }}}
{{- end -}}

{{/*
Scaling on lag: as "tonework.deployment", with "groups", a list of (dict "group" "tonework-render" "topics" (list ...)).

Lag is what is not committed, so it holds what is being worked on. The trigger without a topic adds up all topics of a group,
retries and both lanes; it knows a topic only once the group has committed something of it, which is what the triggers of the
single topics are for. No formula adds triggers up: together with a fallback that counts the fallback once per trigger.
*/}}
{{- define "tonework.scaledobject" -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    name: {{ include "tonework.name" . }}
  minReplicaCount: {{ .service.minReplicas }}
  maxReplicaCount: {{ .service.maxReplicas }}
  pollingInterval: {{ .root.Values.keda.pollingInterval }}
  cooldownPeriod: {{ max (int .root.Values.keda.cooldownPeriod) (include "tonework.drainSeconds" .service | int) }}
  fallback:
    failureThreshold: {{ .root.Values.keda.fallback.failureThreshold }}
    replicas: {{ min (int .service.maxReplicas) (max (int .service.minReplicas) (int .service.fallbackReplicas)) }}
    behavior: {{ .root.Values.keda.fallback.behavior }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- include "tonework.behavior" . | nindent 8 }}
  triggers:
    {{- range .groups }}
    {{- $group := .group }}
    {{- range $topic := prepend .topics "" }}
    - type: kafka
      name: {{ $topic | default $group | replace "." "-" }}
      metadata:
        bootstrapServers: {{ $.root.Values.kafka.bootstrapServers | quote }}
        version: {{ $.root.Values.keda.kafkaVersion | quote }}
        consumerGroup: {{ $group | quote }}
        {{- with $topic }}
        topic: {{ . | quote }}
        {{- end }}
        lagThreshold: {{ $.service.lagThreshold | quote }}
        offsetResetPolicy: earliest
        excludePersistentLag: "false"
        limitToPartitionsWithLag: "false"
        allowIdleConsumers: "false"
        scaleToZeroOnInvalidOffset: "false"
      {{- with $.root.Values.keda.authenticationRef }}
      authenticationRef:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- end }}
{{- end -}}

{{/* Scaling on processors' time, for a service that is called and reads no queue of photos. */}}
{{- define "tonework.cpuscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "tonework.name" . }}}
  minReplicas: {{ .service.minReplicas }}
  maxReplicas: {{ .service.maxReplicas }}
  metrics:
    - type: Resource
      resource: {name: cpu, target: {type: Utilization, averageUtilization: {{ .service.targetCpuPercent }}}}
  behavior:
    {{- include "tonework.behavior" . | nindent 4 }}
{{- end -}}
