package org.panamatorch.internal.io;

import com.fasterxml.jackson.core.JsonToken;

import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Finds the files of a model by its index, which says in which file each tensor is. */
public final class SafetensorsIndex {
    private static final String ENDING = ".index.json";
    private static final String MODEL = "model.safetensors";

    private SafetensorsIndex() {}

    /**
     * Opens a file, those of an index, or those of a folder.
     *
     * @param path the file, the index or the folder
     * @param operation for the error
     * @return by the tensors' names, the files that have them
     * @throws IOException if one cannot be read, or is no such file
     */
    public static SequencedMap<String, SafetensorsShard> open(Path path, String operation)
            throws IOException {
        Path file = Files.isDirectory(path) ? within(path, operation) : path;
        if (file.toString().endsWith(ENDING)) {
            return shards(file, operation);
        }
        SequencedMap<String, SafetensorsShard> single = new LinkedHashMap<>();
        SafetensorsShard shard = SafetensorsShard.of(file, operation);
        shard.tensors().keySet().forEach(name -> single.put(name, shard));
        return single;
    }

    private static Path within(Path folder, String operation) throws FileFormatException {
        for (String name : new String[] {MODEL, MODEL + ENDING}) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new FileFormatException(
                folder, operation + ": the folder has neither " + MODEL + " nor " + MODEL + ENDING);
    }

    private static SequencedMap<String, SafetensorsShard> shards(Path index, String operation)
            throws IOException {
        Map<String, SafetensorsShard> byFile = new LinkedHashMap<>();
        SequencedMap<String, SafetensorsShard> byTensor = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : weightMap(index, operation).entrySet()) {
            String tensor = entry.getKey();
            String name = entry.getValue();
            if (!byFile.containsKey(name)) {
                byFile.put(
                        name,
                        SafetensorsShard.of(
                                Siblings.of(index, name, "tensor '" + tensor + "'"), operation));
            }
            SafetensorsShard shard = byFile.get(name);
            if (!shard.tensors().containsKey(tensor)) {
                throw new FileFormatException(
                        index, "tensor '" + tensor + "' is said to be in " + name + ", and is not");
            }
            byTensor.put(tensor, shard);
        }
        return byTensor;
    }

    private static Map<String, String> weightMap(Path index, String operation) throws IOException {
        MappedFile file = MappedFile.of(index, operation);
        Map<String, String> files = new LinkedHashMap<>();
        String text = StrictText.utf8(file, file.memory(), "the index", 0);
        boolean[] isThere = new boolean[1];
        StrictJson.parse(
                index,
                text,
                "the index",
                json -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        json.nextToken();
                        if (!name.equals("weight_map")) {
                            json.skipChildren();
                            continue;
                        }
                        isThere[0] = true;
                        StrictJson.expect(json, JsonToken.START_OBJECT, name);
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            String tensor = StrictJson.name(json);
                            json.nextToken();
                            files.put(tensor, StrictJson.string(json, "weight_map." + tensor));
                        }
                    }
                });
        if (!isThere[0]) {
            throw new FileFormatException(index, "the index has no weight_map");
        }
        return files;
    }
}
