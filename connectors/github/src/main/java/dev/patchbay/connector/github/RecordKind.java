package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Pointer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be pulled, and how GitHub's object becomes a record: all its members, its id, and when it changed. */
enum RecordKind {
    ISSUES("/repos/{owner}/{repo}/issues", "/number", "/updated_at", "state", "labels", "assignee", "creator", "since"),
    PULLS("/repos/{owner}/{repo}/pulls", "/number", "/updated_at", "state", "base", "head"),
    COMMITS(
            "/repos/{owner}/{repo}/commits",
            "/sha",
            "/commit/committer/date",
            "sha",
            "path",
            "author",
            "since",
            "until"),
    COMMENTS("/repos/{owner}/{repo}/issues/comments", "/id", "/updated_at", "since"),
    RELEASES("/repos/{owner}/{repo}/releases", "/id", "/published_at"),
    REPOSITORIES("", "/full_name", "/updated_at", "organization", "user");

    private static final Map<String, RecordKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RecordKind::recordType, each -> each));

    private final String recordType = name().toLowerCase(Locale.ROOT);
    private final String path;
    private final String list;
    private final Pointer id;
    private final Pointer changed;
    private final SortedSet<String> parameters;

    RecordKind(String path, String id, String changed, String... parameters) {
        this.path = path;
        this.list = path.isEmpty() ? "/repos" : path.replace("/repos/{owner}/{repo}", "");
        this.id = Pointer.of(id);
        this.changed = Pointer.of(changed);
        this.parameters = Collections.unmodifiableSortedSet(new TreeSet<>(List.of(parameters)));
    }

    /** @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is none */
    static RecordKind of(String recordType) {
        RecordKind kind = BY_TYPE.get(recordType);
        if (kind == null) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + recordType + "' cannot be pulled from GitHub; use "
                            + Arrays.stream(values())
                                    .map(RecordKind::recordType)
                                    .collect(Collectors.joining(", ")));
        }
        return kind;
    }

    String recordType() {
        return recordType;
    }

    String path() {
        return path;
    }

    /** What comes after the repository, or after whose repositories they are. */
    String list() {
        return list;
    }

    /** Those of GitHub's filters that can be given as parameters of a pull. */
    SortedSet<String> parameters() {
        return parameters;
    }

    ConnectorRecord record(Map<String, Object> object) {
        Document document = Document.of(object);
        return ConnectorRecord.builder(recordType)
                .id(document.text(id).orElse(null))
                .changedAt(document.time(changed).orElse(null))
                .fields(object)
                .build();
    }
}
