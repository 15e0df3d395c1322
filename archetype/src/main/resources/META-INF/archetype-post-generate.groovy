import javax.lang.model.SourceVersion

// What was given by -D has been looked at by nobody, and a project that cannot be built helps nobody.
def wrong = []
def check = { name, pattern, meaning ->
    def value = request.properties.getProperty(name)
    if (!(value ==~ pattern) || name == 'package' && !SourceVersion.isName(value)) {
        wrong << "-D${name}='${value}' is not ${meaning}"
    }
}
check('type', /[a-z0-9][a-z0-9-]{0,62}/, "a connector type: up to 63 of a-z, 0-9 and '-', such as orders")
check('connector', /[A-Z][A-Za-z0-9]*/, 'the beginning of a name of a class, such as Orders')
check('license', /Apache-2\.0|MIT|none/, 'one of Apache-2.0, MIT and none')
check('package', /.+/, 'a package, such as com.example.orders')
if (wrong) {
    throw new IllegalArgumentException(wrong.join('; ') + "; correct that, delete '" + request.artifactId + "' and make it anew")
}
