package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class DeclarationParserTest {

    @TempDir private Path folder;
    private TestHeader header;

    @BeforeEach
    void openFolder() {
        header = new TestHeader(folder);
    }

    private CDeclaration.Function function(String text) {
        return (CDeclaration.Function) header.declarations(text).getLast();
    }

    private CDeclaration.Typedef typedef(String text) {
        return (CDeclaration.Typedef) header.declarations(text).getLast();
    }

    @Nested
    class Functions {

        @ParameterizedTest
        @CsvSource({
            "void, V",
            "bool, Z",
            "_Bool, Z",
            "char, B",
            "signed char, B",
            "unsigned char, B",
            "int8_t, B",
            "uint8_t, B",
            "short, S",
            "unsigned short int, S",
            "int16_t, S",
            "int, I",
            "signed, I",
            "unsigned, I",
            "int unsigned, I",
            "int32_t, I",
            "uint32_t, I",
            "long long, J",
            "long long int, J",
            "unsigned long long, J",
            "int64_t, J",
            "uint64_t, J",
            "intptr_t, J",
            "size_t, J",
            "float, F",
            "double, D",
            "const char *, P",
            "void **, P"
        })
        void resultType_hasItsCarrier(String type, char code) {
            assertThat(function(type + " f(void);").type().shape()).isEqualTo("" + code);
        }

        @Test
        void parameters_haveTheirCarriersInOrder() {
            String text =
                    """
                    typedef struct pt_t pt_t;
                    typedef enum pt_k { A } pt_k;
                    typedef void (*pt_cb)(void);
                    __attribute__((visibility("default"))) int32_t f(
                        const pt_t* const t, /* borrowed */
                        pt_k k, enum pt_k l, // codes
                        const int64_t sizes[], const double three[3], pt_cb cb, pt_cb* where,
                        char restricted, float* restrict out);
                    """;
            assertThat(function(text).type().shape()).isEqualTo("IPIIPPPPBP");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "int f(void); int f(void)",
                    "const char*f( void ); const char *f(void)",
                    "int f(const int*const a,int*b); int f(const int *const a, int *b)",
                    "int f(char const * a, unsigned); int f(const char *a, unsigned int)",
                    "int f(const int64_t a[], bool b[2][3]); int f(const int64_t a[], bool b[2][3])"
                })
        void prototype_isPrintedAsClangDoes(String written, String printed) {
            CDeclaration.Function function = function(written + ";");
            assertThat(function.type().declare(function.name())).isEqualTo(printed);
        }

        @Test
        void equalRedeclaration_countsOnce() {
            assertThat(header.declarations("int f(int a);\nextern int f(int);")).hasSize(1);
        }

        @Test
        void otherRedeclaration_isAnError() {
            assertThat(header.declarationError("int f(int a);\nint f(float);"))
                    .contains("2:5: error: conflicting types for 'f'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "int f();|1:6: '()'; expected (void), or parameters",
                    "int f(int a, ...);|1:14: '...'; expected a parameter, as variadic functions"
                            + " are not bound",
                    "int f(void (*g)(int));|1:12: '('; expected a name; for a function pointer,"
                            + " a callback typedef",
                    "long f(void);|1:1: type 'long'; expected int64_t or long long, as long is not"
                            + " the same size on all systems",
                    "int f(long double d);|1:7: type 'long double'; expected a type: void,",
                    "int f(foo x);|1:7: 'foo'; expected a type: void, bool,",
                    "int f(int f);|1:5: a parameter named as its function; expected another name",
                    "int f(void v);|1:12: a void parameter; expected a type or void*",
                    "static int f(void);|1:1: 'static'; expected a declaration with external",
                    "int f;|1:6: ';'; expected '(' (variables are not bound)",
                    "int f(void) {};|1:13: '{'; expected ';'",
                    "union u { int a; } x;|1:1: 'union'; expected a struct, as unions are not",
                    "extern \"C\" int f(void);|1:8: '\"C\"'; expected linkage blocks inside",
                    "4;|1:1: '4'; expected a function, typedef, struct or enum declaration",
                    "int f(int a;|1:12: ';'; expected ')'"
                })
        void outsideOfTheSubset_isAnErrorWithItsPlace(String textAndMessage) {
            String[] parts = textAndMessage.split("\\|");
            assertThat(header.declarationError(parts[0])).startsWith(parts[1]);
        }
    }

    @Test
    void structByValue_isAnError() {
        String struct = "typedef struct s { int a; } s;\n";
        assertThat(header.declarationError(struct + "int f(s x);"))
                .isEqualTo("2:9: struct s by value as parameter; expected a pointer to it");
        assertThat(header.declarationError(struct + "s f(void);"))
                .isEqualTo("2:3: struct s by value as result; expected a pointer to it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f(int a, int a);|1:18: error: redefinition",
                "typedef int a; typedef float a;|1:30: error: conflicting",
                "struct s { struct t b; };|1:21: error: field",
                "struct s { void a; };|1:17: error: variable or field"
            })
    void whatIsNoC_isTheCompilersError(String textAndMessage) {
        String[] parts = textAndMessage.split("\\|");
        assertThat(header.declarationError(parts[0])).contains(parts[1]);
    }

    @Test
    void typeWithoutItsSystemHeader_isTheCompilersError() {
        assertThat(header.error("int32_t f(void);")).contains("main.h:1:1: error: unknown type");
    }

    @Nested
    class Typedefs {

        @Test
        void opaqueStruct_isNoDeclarationInJava() {
            assertThat(header.declarations("typedef struct t t;\nstruct u;")).isEmpty();
        }

        @Test
        void aliasOfANumber_keepsItsCarrier() {
            CDeclaration.Typedef alias = typedef("typedef int32_t a;\ntypedef a b;");
            assertThat(alias.name()).isEqualTo("b");
            assertThat(alias.type().carrier()).isEqualTo(Carrier.INT);
        }

        @Test
        void callback_keepsItsParameterNames() {
            CDeclaration.Typedef callback =
                    typedef("typedef void (*pt_deleter)(void* context, int64_t);");
            assertThat(callback.type().declare(callback.name()))
                    .isEqualTo("void (*pt_deleter)(void *context, int64_t)");
        }

        @Test
        void sameTypedefTwice_countsOnce() {
            assertThat(header.declarations("typedef int a;\ntypedef int a;")).hasSize(1);
        }

        @Test
        void enumAndStructWithBodies_areDeclaredByTheWay() {
            assertThat(
                            header.declarations(
                                    "typedef enum e { A } e;\ntypedef struct s { int a; } s;\n"))
                    .extracting(Object::getClass)
                    .containsExactly(CDeclaration.EnumConstant.class, CDeclaration.Struct.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "typedef void a; | 1:14: a name for void; expected another type",
                    "typedef int a[3]; | 1:14: '['; expected ';', or a callback",
                    "typedef int a(void); | 1:14: '('; expected ';', or a callback",
                    "typedef union u u; | 1:9: 'union'; expected a struct",
                    "typedef struct a { int x; } a_s; typedef int *A_S; typedef struct a A_s;"
                            + " | 1:69: class name A_s beside a_s; expected names that differ by"
                })
        void otherTypedef_isAnError(String text, String message) {
            assertThat(header.declarationError(text)).startsWith(message);
        }
    }

    @Nested
    class Structs {

        @Test
        void members_areReadInOrder() {
            CDeclaration.Struct struct =
                    (CDeclaration.Struct)
                            header.declarations("struct s { int a, *b; double c[2][3]; };")
                                    .getFirst();
            assertThat(struct.fields())
                    .extracting(field -> field.type().declare(field.name()))
                    .containsExactly("int a", "int *b", "double c[2][3]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "struct s { int a : 3; };|1:18: ':'; expected a named member that is no bit",
                    "struct s { struct { int a; } b; };|1:19: '{'; expected a struct tag",
                    "struct s { struct t { int a; } b; };|1:21: '{'; expected a member; nested",
                    "struct s { union u { int a; } b; };|1:12: 'union'; expected a type",
                    "struct s { int a[]; };|1:16: an array without a size; expected a fixed size",
                    "struct s { int a[0]; };|1:18: array size 0; expected a number above zero",
                    "struct s { int (*a)(int); };|1:16: '('; expected a name; for a function",
                    "struct s { };|1:10: a struct without members; expected a member",
                    "struct s { int a; } v;|1:21: 'v'; expected ';' (variables are not bound)",
                    "struct s { int a; } __attribute__((packed));|1:21: '__attribute__'; expected",
                    "struct { int a; };|1:8: '{'; expected a struct tag",
                    "typedef struct { int a; } s;|1:16: '{'; expected a struct tag"
                })
        void otherMember_isAnErrorWithItsPlace(String textAndMessage) {
            String[] parts = textAndMessage.split("\\|");
            assertThat(header.declarationError(parts[0])).startsWith(parts[1]);
        }
    }
}
