package dev.crossfire.lab.fis;

/**
 * The AWS account that the lab pretends to be.
 *
 * @param region the region's code, for example {@code eu-central-1}
 * @param id twelve digits
 */
public record FisAccount(String region, String id) {
    public FisAccount {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("account id '" + id + "' must be twelve digits");
        }
        if (!region.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("region '" + region + "' must be a region code such as eu-central-1");
        }
    }

    /** Returns the ARN of a resource here, for example {@code arn("rds", "cluster:ticketing")}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }
}
