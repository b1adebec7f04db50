package dev.crossfire.lab.fis.http;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists the tags of resources, as the Resource Groups Tagging API does; a service of its own behind one path. */
record TaggingOperations(ResourceInventory inventory) {
    /** What requests to that service are signed for. */
    static final String SERVICE = "tagging";

    /** Which operation is meant: the path is always the same. */
    static final String HEADER = "X-Amz-Target";

    /** What this service answers. */
    static final String OPERATION = "GetResources";

    private static final String GET_RESOURCES = "ResourceGroupsTaggingAPI_20170126.GetResources";
    private static final int MOST_ARNS = 100;

    /** Runs the operation that the header names. */
    Map<String, Object> run(String target, FisCall call) {
        if (!target.equals(GET_RESOURCES) || !call.method().equals("POST")) {
            throw new FisException(
                    ErrorType.UNKNOWN_OPERATION,
                    "No operation " + target + "; the lab has " + GET_RESOURCES + " alone, by POST.");
        }
        List<String> arns = arns(call.read(Request.class));
        // What never had a tag is not in AWS's answer either.
        List<Mapping> mappings = resources().stream()
                .filter(resource -> arns.contains(resource.arn()))
                .filter(resource -> !resource.tags().isEmpty())
                .map(TaggingOperations::mapping)
                .toList();
        return Map.of("PaginationToken", "", "ResourceTagMappingList", mappings);
    }

    private List<AwsResource> resources() {
        try {
            return inventory.resources();
        } catch (InventoryException e) {
            throw new FisException(ErrorType.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> arns(Request request) {
        List<String> arns = request.arns;
        Map<String, Object> others = request.others == null ? Map.of() : request.others;
        if (arns == null || !others.isEmpty()) {
            throw invalid("Found " + others.keySet()
                    + ", expected ResourceARNList and nothing else: the lab does not search by tags or types.");
        }
        if (arns.isEmpty() || arns.size() > MOST_ARNS) {
            throw invalid("ResourceARNList has " + arns.size() + " members, expected 1 to " + MOST_ARNS + ".");
        }
        for (String arn : arns) {
            if (!arn.startsWith("arn:")) {
                throw invalid("'" + arn + "' in ResourceARNList is no ARN.");
            }
        }
        return arns;
    }

    private static FisException invalid(String message) {
        return new FisException(ErrorType.INVALID_PARAMETER, message);
    }

    private static Mapping mapping(AwsResource resource) {
        return new Mapping(
                resource.arn(),
                new TreeMap<>(resource.tags())
                        .entrySet().stream()
                                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                                .toList());
    }

    private record Request(
            @JsonProperty("ResourceARNList") @Nullable List<String> arns,
            @JsonAnySetter @Nullable Map<String, Object> others) {}

    private record Mapping(
            @JsonProperty("ResourceARN") String arn,
            @JsonProperty("Tags") List<Tag> tags) {}

    private record Tag(
            @JsonProperty("Key") String key,
            @JsonProperty("Value") String value) {}
}
