import type { ComponentFields } from "./component-fields.ts";

/** The components of requests. Source: Airbyte's declarative component schema, CDK 7.39.1. */
export const requestFields: ComponentFields = {
  HttpRequester: {
    "type!": "'HttpRequester'",
    url_base: "text",
    url: "text",
    path: "text",
    http_method: "'GET' | 'POST'",
    authenticator:
      "ApiKeyAuthenticator | BasicHttpAuthenticator | BearerAuthenticator | OAuthAuthenticator | JwtAuthenticator | SessionTokenAuthenticator | SelectiveAuthenticator | CustomAuthenticator | NoAuth | LegacySessionTokenAuthenticator | RateLimitedMultipleTokenAuthenticator",
    fetch_properties_from_endpoint: "PropertiesFromEndpoint",
    query_properties: "QueryProperties",
    request_parameters: "{text | QueryProperties} | text",
    request_headers: "{text} | text",
    request_body_data: "{text} | text",
    request_body_json: "object | text",
    request_body: "RequestBodyPlainText | RequestBodyUrlEncodedForm | RequestBodyJsonObject | RequestBodyGraphQL",
    error_handler: "DefaultErrorHandler | CompositeErrorHandler | CustomErrorHandler",
    use_cache: "boolean",
    connect_timeout_in_seconds: "number>0",
    read_timeout_in_seconds: "number>0",
    use_tcp_keepalive: "boolean",
  },
  CustomRequester: { "type!": "'CustomRequester'", "class_name!": "text" },
  RequestOption: {
    "type!": "'RequestOption'",
    "inject_into!": "'request_parameter' | 'header' | 'body_data' | 'body_json'",
    field_name: "text",
    field_path: "[text]",
  },
  RequestPath: { "type!": "'RequestPath'" },
  RequestBodyPlainText: { "type!": "'RequestBodyPlainText'", "value!": "text" },
  RequestBodyUrlEncodedForm: { "type!": "'RequestBodyUrlEncodedForm'", "value!": "{text}" },
  RequestBodyJsonObject: { "type!": "'RequestBodyJsonObject'", "value!": "object" },
  RequestBodyGraphQL: { "type!": "'RequestBodyGraphQL'", "value!": "RequestBodyGraphQlQuery" },
  RequestBodyGraphQlQuery: { "query!": "text" },
  QueryProperties: {
    "type!": "'QueryProperties'",
    "property_list!": "[text] | PropertiesFromEndpoint",
    always_include_properties: "[text]",
    property_chunking: "PropertyChunking",
    property_selector: "JsonSchemaPropertySelector",
  },
  PropertiesFromEndpoint: {
    "type!": "'PropertiesFromEndpoint'",
    "property_field_path!": "[text]",
    "retriever!": "SimpleRetriever | CustomRetriever",
  },
  PropertyChunking: {
    "type!": "'PropertyChunking'",
    "property_limit_type!": "'characters' | 'property_count'",
    property_limit: "integer",
    record_merge_strategy: "GroupByKeyMergeStrategy",
  },
  GroupByKeyMergeStrategy: { "type!": "'GroupByKeyMergeStrategy'", "key!": "text | [text]" },
  JsonSchemaPropertySelector: {
    "type!": "'JsonSchemaPropertySelector'",
    transformations:
      "[AddFields | RemoveFields | KeysToLower | KeysToSnakeCase | FlattenFields | DpathFlattenFields | KeysReplace | CustomTransformation]",
  },
};
