// into repositories
mavenLocal { content { includeGroup("dev.crossfire") } }

// into dependencies
testImplementation("dev.crossfire:crossfire-junit:@VERSION@")
@JUNIT@
// at the end: drills run only when they are asked for
tasks.test {
    useJUnitPlatform { excludeTags("drill") }
}
tasks.register<Test>("drill") {
    description = "Runs the drills."
    group = "verification"
    testClassesDirs = sourceSets["test"].output.classesDirs
    classpath = sourceSets["test"].runtimeClasspath
    useJUnitPlatform { includeTags("drill") }
    outputs.upToDateWhen { false }
}
