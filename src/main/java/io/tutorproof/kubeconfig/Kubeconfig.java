package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/**
 * One kubeconfig, or several that are merged as kubectl merges those of {@code KUBECONFIG}: of two clusters, users or contexts of
 * one name the first file's counts, whole.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">how kubectl merges</a>
 */
public final class Kubeconfig {
    private record Source(Path file, Config content) {}

    private final String name;
    private final List<Source> sources;

    private Kubeconfig(String name, List<Source> sources) {
        this.name = name;
        this.sources = sources;
    }

    /**
     * Reads files.
     *
     * @param files one, or several with the system's path separator in between, as in {@code KUBECONFIG}
     * @throws KubeconfigException when one cannot be read or is no kubeconfig
     */
    public static Kubeconfig read(String files) {
        List<Path> paths = paths(files);
        List<Source> sources = new ArrayList<>();
        for (Path file : paths) {
            // As kubectl: of several, one may be missing.
            if (paths.size() == 1 || Files.exists(file)) {
                sources.add(new Source(file, content(file)));
            }
        }
        String name = String.join(
                File.pathSeparator, paths.stream().map(Path::toString).toList());
        if (sources.isEmpty()) {
            throw new KubeconfigException("tutorproof.kubeconfig names " + name + ", and none of these files exists");
        }
        return new Kubeconfig(name, sources);
    }

    /** The files' absolute names, as {@code KUBECONFIG} takes them. */
    public static String absolute(String files) {
        return String.join(
                File.pathSeparator, paths(files).stream().map(Path::toString).toList());
    }

    private static List<Path> paths(String files) {
        List<Path> paths = new ArrayList<>();
        for (String file : files.split(File.pathSeparator, -1)) {
            if (!file.isBlank()) {
                paths.add(Path.of(file).toAbsolutePath().normalize());
            }
        }
        return paths;
    }

    private static Config content(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new KubeconfigException("tutorproof.kubeconfig names " + file + ", which cannot be read: " + e, e);
        }
        try {
            // Marked as YAML, of which JSON is a part: what begins with a brace would else have to be JSON.
            Config content =
                    Serialization.unmarshal(text.stripLeading().startsWith("{") ? "--- " + text : text, Config.class);
            if (content != null) {
                return content;
            }
        } catch (RuntimeException e) {
            // Without the parser's own words and as the cause of nothing: both quote the text, which has secrets.
            throw new KubeconfigException(
                    "tutorproof.kubeconfig names " + file + ", which is no kubeconfig" + place(e));
        }
        throw new KubeconfigException("tutorproof.kubeconfig names " + file + ", which is empty");
    }

    private static String place(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException known) {
                return known.getProblemMark()
                        .map(mark -> ": see line " + (mark.getLine() + 1))
                        .orElse("");
            }
            if (cause instanceof JacksonException known && !known.getPath().isEmpty()) {
                String field = known.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."));
                return ": see the field " + field;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return name;
    }

    /** The names of all contexts. */
    public List<String> contexts() {
        return sources.stream()
                .flatMap(source -> entries(source, Config::getContexts))
                .map(NamedContext::getName)
                .distinct()
                .toList();
    }

    /**
     * The way into the cluster of a context.
     *
     * @throws KubeconfigException when the files do not say it whole, or say something that cannot be followed
     */
    public Entrance entrance(String context) {
        Found<NamedContext> found = first(Config::getContexts, NamedContext::getName, context)
                .orElseThrow(() -> new KubeconfigException("tutorproof.context is '" + context + "', and " + this
                        + " has " + (contexts().isEmpty() ? "no contexts" : "the contexts " + contexts())));
        Context names = found.entry().getContext();
        String cluster = named(found, "cluster", names == null ? null : names.getCluster());
        String user = named(found, "user", names == null ? null : names.getUser());
        Found<NamedCluster> where = first(Config::getClusters, NamedCluster::getName, cluster)
                .orElseThrow(() -> missing(context, "cluster", cluster));
        Found<NamedAuthInfo> who =
                first(Config::getUsers, NamedAuthInfo::getName, user).orElseThrow(() -> missing(context, "user", user));
        Cluster server = where.entry().getCluster();
        AuthInfo login = who.entry().getUser();
        ServerPart there = new ServerPart(
                new Fields(where.file(), "context '" + context + "', cluster '" + cluster + "'"),
                server == null ? new Cluster() : server);
        UserPart me = new UserPart(
                new Fields(who.file(), "context '" + context + "', user '" + user + "'"),
                login == null ? new AuthInfo() : login);
        return new Entrance(
                context,
                cluster,
                user,
                me.into(there.into(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())), there)
                        .build());
    }

    private static String named(Found<NamedContext> context, String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new KubeconfigException(
                    context.file() + ": context '" + context.entry().getName() + "' names no " + field);
        }
        return value;
    }

    private KubeconfigException missing(String context, String kind, String name) {
        return new KubeconfigException(
                this + ": context '" + context + "' names the " + kind + " '" + name + "', which is not there");
    }

    private record Found<E>(E entry, Path file) {}

    private <E> Optional<Found<E>> first(
            Function<Config, @Nullable List<E>> list, Function<E, @Nullable String> nameOf, String name) {
        return sources.stream()
                .flatMap(source -> entries(source, list).map(entry -> new Found<>(entry, source.file())))
                .filter(found -> name.equals(nameOf.apply(found.entry())))
                .findFirst();
    }

    private static <E> Stream<E> entries(Source source, Function<Config, @Nullable List<E>> list) {
        List<E> entries = list.apply(source.content());
        return entries == null ? Stream.of() : entries.stream().filter(Objects::nonNull);
    }
}
