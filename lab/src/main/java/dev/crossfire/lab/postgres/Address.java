package dev.crossfire.lab.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Where a server listens on loopback, and the lab's login to it. */
record Address(int port, Login login) {
    /** Connects; no answer may take longer than the limit, rounded up to seconds. */
    Connection connect(Duration limit) throws SQLException {
        String seconds = Long.toString(Math.max(1, limit.plusMillis(999).toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "lab");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + Setting.DATABASE, properties);
    }
}
