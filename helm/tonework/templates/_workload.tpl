{{/* The deployment of one service: (dict "root" $ "component" "render-worker" "service" .Values.services.renderWorker). */}}
{{- define "tonework.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  {{- $onLag := and .root.Values.keda.enabled .service.lagThreshold }}
  {{- if not (or $onLag .service.targetCpuPercent) }}
  replicas: {{ .service.minReplicas }}
  {{- end }}
  {{- with .service.strategy }}
  strategy:
    {{- toYaml . | nindent 4 }}
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
      automountServiceAccountToken: false
      # what is begun is finished before the pod goes: 5 s until nobody sends here any more, the drain, and the way out
      terminationGracePeriodSeconds: {{ add 35 (include "tonework.drainSeconds" .service | int) }}
      {{- with .service.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .service.runtimeClassName }}
      runtimeClassName: {{ . }}
      {{- end }}
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
          image: {{ printf "%s/%s:%s" .root.Values.image.repository .component (coalesce .service.imageTag .root.Values.image.tag .root.Chart.AppVersion) | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: 8080}
          env:
            {{- include "tonework.connections" .root | nindent 12 }}
            {{- include "tonework.times" . | nindent 12 }}
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
          {{- if not $worker }}
          lifecycle:
            # the address is still in use for a moment after the pod is told to go
            preStop: {exec: {command: [sleep, "5"]}}
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
            {{- $gpu := default (dict) .service.gpu }}
            {{- if $gpu.count }}
            {{- $limits := merge (dict $gpu.resource $gpu.count) (default (dict) $resources.limits) }}
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
      {{- include "tonework.placement" . | nindent 6 }}
{{- end -}}

{{/* Where the pods of a service run. */}}
{{- define "tonework.placement" -}}
{{- with .service.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- $spread := .root.Values.topologySpreadConstraints }}
{{- if hasKey .service "topologySpreadConstraints" }}
{{- $spread = .service.topologySpreadConstraints }}
{{- end }}
{{- if $spread }}
topologySpreadConstraints:
  {{- range $constraint := $spread }}
  {{- $selector := dict "labelSelector" (dict "matchLabels" (include "tonework.selector" $ | fromYaml)) }}
  - {{- toYaml (merge (deepCopy $constraint) $selector) | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The address of a service, and how many of its pods may be away for maintenance. */}}
{{- define "tonework.address" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "tonework.selector" . | nindent 4 }}
  ports:
    - {name: http, port: 80, targetPort: http}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "tonework.name" . }}
  labels:
    {{- include "tonework.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "tonework.selector" . | nindent 6 }}
{{- end -}}
