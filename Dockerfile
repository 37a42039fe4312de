# One image for both roles; TRACKWARDEN_ROLES decides what a container does.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY apps/server/package.json apps/server/
COPY apps/dashboard/package.json apps/dashboard/
COPY apps/bench/package.json apps/bench/
COPY apps/conformance/package.json apps/conformance/
COPY apps/e2e/package.json apps/e2e/
COPY apps/evaluate/package.json apps/evaluate/
COPY libs/contracts/package.json libs/contracts/
COPY libs/protocol/package.json libs/protocol/
COPY libs/safe-fetch/package.json libs/safe-fetch/
COPY libs/scoring/package.json libs/scoring/
RUN npm ci
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs libs
COPY --from=build /app/apps/server apps/server
COPY --from=build /app/apps/dashboard/dist apps/dashboard/dist
USER node
EXPOSE 8080
CMD ["node", "apps/server/dist/main.js"]
