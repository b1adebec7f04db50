testImplementation("org.junit.jupiter:junit-jupiter:@JUPITER@")
testRuntimeOnly("org.junit.platform:junit-platform-launcher:@PLATFORM@")
