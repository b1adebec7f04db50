package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What the stock client of the Resource Groups Tagging API gets to hear. */
class ResourceTagsTest {
    private static final String SHOP = FakeInventory.cluster("shop");

    private FisFixture fixture;
    private ResourceGroupsTaggingApiClient client;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
        fixture.inventory
                .withCluster("shop", Map.of("tier", "db", "hands-off", ""), 'a')
                .withCluster("other", Map.of("tier", "db"), 'b')
                .withCluster("bare", Map.of(), 'c');
        client = ResourceGroupsTaggingApiClient.builder()
                .endpointOverride(fixture.endpoint.uri())
                .region(Region.of(FakeInventory.ACCOUNT.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        fixture.endpoint.credentials().accessKeyId(),
                        fixture.endpoint.credentials().secretAccessKey())))
                .putAuthScheme(new SignedAt(fixture.time))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        fixture.close();
    }

    @Test
    void listsTheTagsOfRequestedResourcesThatCarrySome() {
        GetResourcesResponse answer = client.getResources(request ->
                request.resourceARNList(SHOP, FakeInventory.cluster("bare"), FakeInventory.cluster("nowhere")));

        assertThat(answer.paginationToken()).isEmpty();
        assertThat(answer.resourceTagMappingList()).singleElement().satisfies(one -> {
            assertThat(one.resourceARN()).isEqualTo(SHOP);
            assertThat(one.tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .containsExactly("hands-off=", "tier=db");
        });
    }

    @Test
    void refusesWhatItCannotAnswer() {
        assertThatThrownBy(() -> client.getResources(request -> {}))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("expected ResourceARNList and nothing else");
        refused("has 0 members, expected 1 to 100", List.of());
        refused("has 101 members, expected 1 to 100", Collections.nCopies(101, SHOP));
        refused("'shop' in ResourceARNList is no ARN", List.of("shop"));
        assertThatThrownBy(() -> client.getResources(request -> request.resourceARNList(SHOP)
                        .tagFilters(TagFilter.builder().key("tier").build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Found [TagFilters]");
    }

    private void refused(String why, List<String> arns) {
        assertThatThrownBy(() -> client.getResources(request -> request.resourceARNList(arns)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(why);
    }

    @Test
    void knowsNoOtherOperation() {
        assertThatThrownBy(() -> client.getTagKeys(request -> {}))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("No operation ResourceGroupsTaggingAPI_20170126.GetTagKeys")
                .extracting(thrown ->
                        ((AwsServiceException) thrown).awsErrorDetails().errorCode())
                .isEqualTo("UnknownOperationException");
    }
}
