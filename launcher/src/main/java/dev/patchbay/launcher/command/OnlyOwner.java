package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps everybody but this user out, with what the file system knows of: modes, or lists as on Windows, or nothing. */
final class OnlyOwner {

    private OnlyOwner() {}

    /** With what a directory inside the other has to be made. */
    static FileAttribute<?>[] directory(Path parent) throws IOException {
        Set<String> views = views(parent);
        if (views.contains("posix")) {
            return new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            };
        }
        return views.contains("acl") ? new FileAttribute<?>[] {new Acl(entries(parent))} : new FileAttribute<?>[0];
    }

    /** For a file; where there are lists it has that of its directory. */
    static void keep(Path file) throws IOException {
        if (views(file).contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Set<String> views(Path path) {
        return path.getFileSystem().supportedFileAttributeViews();
    }

    private static List<AclEntry> entries(Path path) throws IOException {
        UserPrincipal user = path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        return List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(user)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build());
    }

    private record Acl(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {

        @Override
        public String name() {
            return "acl:acl";
        }
    }
}
