# Backend, dashboard and media agent. Build it in the root of the workspace:
#   docker build -f infra/docker/backend.Dockerfile -t ppf-monitoring .
# It runs as an unprivileged user, supports a read-only root file system, and listens on 3000, and on 4000 for hook
# requests. Settings come from the environment, secrets preferably from files (docs/reference/settings.md). The image
# contains no secrets. The media agent is `node apps/media-agent/dist/main.js`, with the user of MediaMTX.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /workspace
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
# The base image contains Node.
# hadolint ignore=DL3059
RUN node tools/run.mjs release --to /release --name image --no-archive --no-node

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DASHBOARD_DIR=/opt/ppf-monitoring/dist/apps/frontend/browser \
    MALLOC_ARENA_MAX=2
COPY --from=build /release/ppf-monitoring-image /opt/ppf-monitoring
WORKDIR /opt/ppf-monitoring
# A new volume of the media agent gets this owner: the user of MediaMTX in infra/compose and infra/kubernetes.
RUN install -d -m 700 -o 10002 -g 10002 /var/lib/ppf-media-agent
# A number, so that Kubernetes can verify that it is not root.
USER 10001:10001
EXPOSE 3000 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "apps/backend/dist/main.js"]
