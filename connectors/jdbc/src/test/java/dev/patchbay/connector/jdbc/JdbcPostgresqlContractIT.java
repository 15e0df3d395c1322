package dev.patchbay.connector.jdbc;

class JdbcPostgresqlContractIT extends JdbcContract {

    JdbcPostgresqlContractIT() {
        super(Lab.Kind.POSTGRESQL);
    }
}
