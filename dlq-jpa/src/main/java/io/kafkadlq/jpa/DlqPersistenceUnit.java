package io.kafkadlq.jpa;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit, described in code: a META-INF/persistence.xml would make every application server deploy it on
 * its own. Nothing in it reaches for the server: no JTA, no CDI, no validation, no context class loader.
 */
record DlqPersistenceUnit(DataSource dataSource) implements PersistenceUnitInfo {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("hibernate.hbm2ddl.auto", "none"),
            Map.entry("hibernate.order_inserts", "true"),
            // Lists of ids of any length become a few statements instead of one a length.
            Map.entry("hibernate.query.in_clause_parameter_padding", "true"),
            Map.entry("hibernate.cache.use_second_level_cache", "false"),
            Map.entry("hibernate.cache.use_query_cache", "false"),
            Map.entry("hibernate.transaction.coordinator_class", "jdbc"),
            Map.entry(
                    "hibernate.transaction.jta.platform",
                    "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform"),
            Map.entry("hibernate.classLoader.tccl_lookup_mode", "never"),
            Map.entry("hibernate.jdbc.log.warnings", "false"),
            Map.entry("hibernate.jdbc.time_zone", "UTC"),
            // Else it looks for JSON-B and JAXB, and fails where it finds the API without a provider.
            Map.entry("hibernate.type.json_format_mapper", new NoFormat()),
            Map.entry("hibernate.type.xml_format_mapper", new NoFormat()));

    private static final List<Class<?>> ENTITIES = List.of(
            RecordRow.class,
            ReceivedRow.class,
            ProgressRow.class,
            HeaderRow.class,
            AuditRow.class,
            ReceivedColumns.class,
            SourceColumns.class,
            OriginColumns.class,
            FailureColumns.class,
            ShapeColumns.class,
            ProgressColumns.class,
            SequenceColumns.class,
            BytesColumns.class);

    static SessionFactory open(DataSource dataSource) {
        return new HibernatePersistenceProvider()
                .createContainerEntityManagerFactory(new DlqPersistenceUnit(dataSource), SETTINGS)
                .unwrap(SessionFactory.class);
    }

    /** Leaves nothing of this unit in the server; after its session factory was closed, or did not open. */
    static void forget() {
        AnnotationCache.forget(ENTITIES);
    }

    @Override
    public String getPersistenceUnitName() {
        return "dlq-store";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return HibernatePersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public @Nullable URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.1";
    }

    @Override
    public ClassLoader getClassLoader() {
        return DlqPersistenceUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Entities are loaded as they are: weaving them is what clashes with servers.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
