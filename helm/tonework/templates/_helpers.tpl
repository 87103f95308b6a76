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
app.kubernetes.io/part-of: tonework
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "tonework.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Release.Name }}{{ else }}default{{ end -}}
{{- end -}}

{{/* What every service reads: where Kafka, S3 and Redis are. */}}
{{- define "tonework.connections" -}}
- name: TONEWORK_KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: TONEWORK_KAFKA_GROUP_PROTOCOL
  value: {{ .Values.kafka.groupProtocol | quote }}
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

{{/* The deployment of one service: (dict "root" $ "component" "render-worker" "service" .Values.services.renderWorker). */}}
{{- define "tonework.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  {{- if not (and .root.Values.keda.enabled .service.lagThreshold) }}
  replicas: {{ .service.minReplicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "tonework.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tonework.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ include "tonework.serviceAccount" .root }}
      # work in flight is finished before the pod goes; what is left returns to the queue
      terminationGracePeriodSeconds: 90
      securityContext:
        runAsNonRoot: true
        runAsUser: 1001
        seccompProfile: {type: RuntimeDefault}
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ printf "%s/%s:%s" .root.Values.image.repository .component (default .root.Chart.AppVersion .root.Values.image.tag) | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: 8080}
          env:
            {{- include "tonework.connections" .root | nindent 12 }}
            - name: ORT_DISABLE_TELEMETRY
              value: "1"
            - name: SMALLRYE_CONFIG_LOCATIONS
              value: /etc/tonework/tenants.properties
            {{- $worker := has .component (list "planner-worker" "render-worker") }}
            {{- if $worker }}
            {{- include "tonework.bundles" . | nindent 12 }}
            {{- end }}
            {{- range $name, $value := .service.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- with .root.Values.kafka.existingSecret }}
          envFrom:
            - secretRef: {name: {{ . }}}
          {{- end }}
          startupProbe:
            httpGet: {path: /q/health/started, port: http}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 5
          resources:
            {{- $resources := deepCopy .service.resources }}
            {{- if .service.gpus }}
            {{- $limits := merge (dict "nvidia.com/gpu" .service.gpus) (default (dict) $resources.limits) }}
            {{- $_ := set $resources "limits" $limits }}
            {{- end }}
            {{- toYaml $resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: tenants, mountPath: /etc/tonework, readOnly: true}
            - {name: tmp, mountPath: /tmp}
            {{- if and $worker .root.Values.bundles.volume }}
            - {name: bundles, mountPath: /bundles, readOnly: true}
            {{- end }}
      volumes:
        - name: tenants
          secret: {secretName: {{ .root.Values.tenantsSecret }}}
        - name: tmp
          emptyDir: {}
        {{- if and $worker .root.Values.bundles.volume }}
        - name: bundles
          {{- toYaml .root.Values.bundles.volume | nindent 10 }}
        {{- end }}
      {{- with .service.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .service.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}

{{/* Scaling on the queue: as above, with "triggers" (list of dicts with group and topic). */}}
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
  cooldownPeriod: {{ .root.Values.keda.cooldownPeriod }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown:
          stabilizationWindowSeconds: 120
  triggers:
    {{- range .triggers }}
    - type: kafka
      metadata:
        bootstrapServers: {{ $.root.Values.kafka.bootstrapServers | quote }}
        consumerGroup: {{ .group | quote }}
        topic: {{ .topic | quote }}
        lagThreshold: {{ $.service.lagThreshold | quote }}
        offsetResetPolicy: earliest
        # a record that cannot be handled must not hold replicas up
        excludePersistentLag: "true"
    {{- end }}
{{- end -}}
