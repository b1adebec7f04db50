package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/** A folder with everything in it. */
public final class FolderTree {
    /** A server that is ending may write files into its folder meanwhile, each of which takes one more listing. */
    private static final int MOST_LISTINGS = 1000;

    private FolderTree() {}

    /**
     * Deletes a folder and what is in it, following no links; a folder that is not there is fine.
     *
     * <p>Each folder is opened once, and what is in it is deleted through that opening: the owner of a part of the tree
     * cannot put a link in the place of a folder between two steps. Systems without such openings (macOS has them) are
     * walked by name.
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            try (DirectoryStream<Path> above = Files.newDirectoryStream(parent == null ? folder : parent)) {
                if (above instanceof SecureDirectoryStream<Path> secure) {
                    deleteFolder(secure, folder.getFileName());
                    return;
                }
            }
            deleteContent(folder);
        }
        Files.deleteIfExists(folder);
    }

    private static void deleteFolder(SecureDirectoryStream<Path> above, Path name) throws IOException {
        boolean isDeleted = false;
        for (int listing = 1; !isDeleted; listing++) {
            try (SecureDirectoryStream<Path> opened = above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path each : opened) {
                    deleteIn(opened, each.getFileName());
                }
                above.deleteDirectory(name);
                isDeleted = true;
            } catch (NoSuchFileException gone) {
                // Servers delete their own files while they end.
                isDeleted = true;
            } catch (DirectoryNotEmptyException written) {
                if (listing == MOST_LISTINGS) {
                    throw written;
                }
            }
        }
    }

    private static void deleteIn(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            boolean isFolder = folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
            if (isFolder) {
                deleteFolder(folder, name);
            } else {
                folder.deleteFile(name);
            }
        } catch (NoSuchFileException gone) {
            // As above.
        }
    }

    private static void deleteContent(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                delete(each);
            }
        } catch (NoSuchFileException gone) {
            // As above.
        }
    }
}
