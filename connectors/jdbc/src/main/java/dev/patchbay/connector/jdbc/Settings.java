package dev.patchbay.connector.jdbc;

import dev.patchbay.spi.SettingRule;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of one database. */
@ObjectClassDefinition(
        name = "JDBC",
        description = "Tables and queries of a database: pulled page by page or by change, pushed in transactions")
public @interface Settings {

    @AttributeDefinition(
            name = "URL",
            description = "Where the database is, as its driver writes it: jdbc:postgresql://db.example.com/orders or"
                    + " jdbc:h2:./data/orders. No password in it: that is what 'password' is for")
    @SettingRule(
            pattern = "\\s*jdbc:[A-Za-z0-9_+.-]+:.*",
            expected = "jdbc: and the name of a kind of database, as in jdbc:postgresql://db.example.com/orders")
    String url();

    @AttributeDefinition(
            name = "User",
            description = "Whose rights calls have; a user who may read only what is needed is the best protection",
            required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "The user's password; a changed one is used from the next new connection on",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(
            name = "Driver",
            description = "Only if several installed drivers understand the URL: the class or the name of the one to"
                    + " use, such as org.postgresql.Driver",
            required = false)
    String driver() default "";

    @AttributeDefinition(
            name = "Schema",
            description = "Where tables are looked for whose schema is not given; the database's own default if empty",
            required = false)
    String schema() default "";

    @AttributeDefinition(
            name = "Connections",
            description = "The most connections to the database at once; calls beyond that wait for one",
            min = "1",
            max = "1000",
            required = false)
    int pool_size() default 5;

    @AttributeDefinition(
            name = "Push mode",
            description = "insert: a pushed record makes a new row, and one whose key exists already is refused;"
                    + " upsert: it changes the row that has its key, or makes one",
            options = {@Option(label = "insert", value = "insert"), @Option(label = "upsert", value = "upsert")},
            required = false)
    String push_mode() default "insert";

    @AttributeDefinition(
            name = "Push keys",
            description = "For upsert: by which columns a table's rows are found, where that is not its primary key,"
                    + " written TABLE:COLUMN or TABLE:COLUMN+COLUMN, with commas between tables",
            required = false)
    String[] push_key() default {};

    @AttributeDefinition(
            name = "Time zone",
            description = "In which zone the database means a date and time that says none, such as Europe/Berlin;"
                    + " needed for changed times, 'lag', and pushed times of the other kind",
            required = false)
    String time_zone() default "UTC";
}
