# An image that runs the same ./run as any machine: Pango, HarfBuzz, the Noto fonts and the pinned libraries are inside.
#     docker build --tag publish .
#     docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/workspace" publish build
#
# PIN THE BASE before you rely on the image: a tag can be moved. `docker buildx imagetools inspect debian:12-slim` prints the digest of the day;
#     docker build --build-arg BASE=debian:12-slim@sha256:… --tag publish .
ARG BASE=debian:12-slim
# hadolint ignore=DL3006
FROM ${BASE}

ENV LANG=C.UTF-8 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /opt/publish
COPY . .
# As root: ./run installs the system's packages and the libraries of requirements.lock, and fails if a digest is another.
RUN ./run doctor && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 publish && install -d -o publish -g publish /workspace
# By its number, so that a cluster that allows no root can see that this is none.
USER 1000
WORKDIR /workspace
# The command works on the folder that is mounted there; without one, on the guide in the image (copied, because it writes to dist/).
RUN cp -r /opt/publish/source /opt/publish/locales .
ENTRYPOINT ["/opt/publish/run"]
CMD ["--help"]
