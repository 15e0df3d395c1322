# Patchbay in a container. Of the checkout it takes nothing but the archive that was built:
#   mvn -pl distribution -am -DskipTests package && docker build -t patchbay .
# docs/packaging.md tells how it is run.
ARG JAVA=eclipse-temurin:25.0.3_9-jre-noble

FROM ${JAVA} AS unpacked
COPY distribution/target/patchbay-*.tar.gz /tmp/patchbay.tar.gz
RUN mkdir -p /opt/patchbay && tar -xzf /tmp/patchbay.tar.gz --strip-components=1 -C /opt/patchbay

FROM ${JAVA}
COPY --from=unpacked /opt/patchbay /opt/patchbay
# The home: what is deployed and configured belongs to root, and only two folders are written to.
RUN mkdir -p /srv/patchbay/config /srv/patchbay/secrets /srv/patchbay/trust /srv/patchbay/data /srv/patchbay/log \
    && cp -R /opt/patchbay/deploy /srv/patchbay/deploy \
    && chown 10001:10001 /srv/patchbay/data /srv/patchbay/log
ENV PATH=/opt/patchbay/bin:$PATH PATCHBAY_HOME=/srv/patchbay LC_ALL=C.UTF-8
USER 10001:10001
WORKDIR /srv/patchbay
VOLUME ["/srv/patchbay/data", "/srv/patchbay/log"]
# Whether the runtime answers; what ails an instance is no reason to start it anew.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["patchbay", "list"]
# The script gives way to the JVM, which gets the signals: SIGTERM lets calls end.
ENTRYPOINT ["patchbay"]
CMD ["run", "--no-shell"]
