package io.whisperschema.internal.vector;

import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.ArrayList;
import java.util.List;

/** What is true of vectors and what they carry, in words. What the server chooses is not said. */
public final class VectorWords {
    private VectorWords() {}

    /** How a vector is kept, but for its size and distance. */
    public static List<String> space(VectorSpace space) {
        var words = new ArrayList<String>();
        words.add(space.datatype().text());
        space.model().ifPresent(model -> words.add(model(model)));
        space.hnsw().ifPresent(hnsw -> words.add("index " + String.join(" ", hnsw(hnsw))));
        space.quantization().ifPresent(one -> words.add(one.match(new Quantized()) + in(one)));
        space.placement().ifPresent(place -> words.add("kept in " + place.text()));
        return words;
    }

    private static String model(EmbeddingModel model) {
        return "by " + model.id()
                + model.version().map(version -> " " + version).orElse("");
    }

    /** What is put on record of a collection, since a server has no place for it: version, models and purpose. */
    public static List<String> recorded(VectorCollection collection) {
        var words = new ArrayList<String>();
        collection.version().ifPresent(version -> words.add("version " + version));
        for (VectorSpace space : collection.spaces()) {
            space.model().ifPresent(model -> words.add(name(space) + " " + model(model)));
        }
        collection.description().ifPresent(text -> words.add("described as \"" + text + '"'));
        return words;
    }

    /** A vector with all that is known of it, for example {@code 384 cosine, float32, by all-MiniLM-L6-v2}. */
    public static String whole(VectorSpace space) {
        return space.size() + " " + space.distance().text() + ", " + String.join(", ", space(space));
    }

    /** How a vector is called in a sentence. */
    public static String name(VectorSpace space) {
        return space.name().equals(VectorSpace.UNNAMED) ? "unnamed vector" : "vector " + space.name();
    }

    private static List<String> hnsw(Hnsw hnsw) {
        var words = new ArrayList<String>();
        hnsw.m().ifPresent(m -> words.add("m " + m));
        hnsw.efConstruct().ifPresent(ef -> words.add("ef " + ef));
        hnsw.fullScanThreshold().ifPresent(kilobytes -> words.add("scan up to " + kilobytes + " kB"));
        hnsw.placement().map(Placement::text).ifPresent(place -> words.add("in " + place));
        return words;
    }

    private static String in(Quantization quantization) {
        return quantization.placement().map(place -> " in " + place.text()).orElse("");
    }

    private static final class Quantized implements Quantization.Cases<String> {
        @Override
        public String scalar(Quantization.Scalar quantization) {
            return quantization.quantile().isPresent()
                    ? "scalar quantization to " + quantization.quantile().getAsDouble()
                    : "scalar quantization";
        }

        @Override
        public String product(Quantization.Product quantization) {
            return "product quantization " + quantization.compression().text();
        }

        @Override
        public String binary(Quantization.Binary quantization) {
            return "binary quantization";
        }
    }

    /** How a collection is spread. */
    public static List<String> distribution(Distribution distribution) {
        var words = new ArrayList<String>();
        distribution.shards().ifPresent(shards -> words.add("Shards: " + shards));
        distribution.replication().ifPresent(copies -> words.add("copies of each: " + copies));
        distribution.writeConsistency().ifPresent(copies -> words.add("a write waits for: " + copies));
        return words;
    }

    /** An index over a payload field. */
    public static String index(PayloadIndex index) {
        var words = new ArrayList<String>();
        words.add(index.type().text());
        index.options().forEach(option -> words.add(option.text().replace('_', ' ')));
        index.analysis().ifPresent(analysis -> words.add(analysis(analysis)));
        return String.join(", ", words);
    }

    private static String analysis(PayloadIndex.TextAnalysis analysis) {
        var words = new ArrayList<String>();
        words.add("tokens by " + analysis.tokenizer().text());
        analysis.shortest().ifPresent(length -> words.add("of " + length + " or more"));
        analysis.longest().ifPresent(length -> words.add("of " + length + " at most"));
        analysis.casing().ifPresent(casing -> words.add(casing.text().replace('_', ' ')));
        return String.join(", ", words);
    }
}
