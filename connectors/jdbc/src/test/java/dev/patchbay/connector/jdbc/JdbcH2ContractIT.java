package dev.patchbay.connector.jdbc;

class JdbcH2ContractIT extends JdbcContract {

    JdbcH2ContractIT() {
        super(Lab.Kind.H2);
    }
}
