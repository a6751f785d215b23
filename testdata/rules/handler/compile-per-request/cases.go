// Package cases compiles texts where requests pass, and before.
package cases

import (
	"context"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"sync"
	text "text/template"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-playground/validator/v10"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

const pattern = `^[a-z]+$`

func must(c *gin.Context) {
	name := regexp.MustCompile(`^\w+$`) // want "the same regular expression is compiled per request"
	c.JSON(http.StatusOK, name.MatchString(c.Query("name")))
}

func checked(w http.ResponseWriter, r *http.Request) {
	name, err := regexp.Compile(pattern) // want "regular expression"
	if err != nil || !name.MatchString(r.URL.Path) {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func atOnce(c echo.Context) error {
	if ok, _ := regexp.MatchString("^[0-9]+$", c.Param("id")); !ok { // want "regular expression"
		return echo.ErrBadRequest
	}
	return c.NoContent(200)
}

func local(c *fiber.Ctx) error {
	digits := "[0-9]+"
	if regexp.MustCompile(digits).MatchString(c.Path()) { // want "regular expression"
		return fiber.ErrBadRequest
	}
	return nil
}

func page(w http.ResponseWriter, _ *http.Request) {
	t, err := template.ParseFiles("page.html") // want "the same template is compiled"
	if err != nil {
		return
	}
	_ = t.Execute(w, nil)
}

func parsed(c *gin.Context) {
	t := template.Must(template.New("page").Parse("<p>{{.}}</p>")) // want "template"
	_ = t.Execute(c.Writer, c.Query("q"))
}

func textual(w http.ResponseWriter, r *http.Request) {
	t, _ := text.New("t").Parse("{{.}}") // want "template"
	_ = t.Execute(w, r.URL.Path)
}

type form struct {
	Name string `validate:"required"`
}

func validated(c *gin.Context) {
	if err := validator.New().Struct(form{c.Query("name")}); err != nil { // want "the same validator is made"
		c.Status(http.StatusBadRequest)
	}
}

func several(c *gin.Context) {
	user := regexp.MustCompile("^u") // want "the same regular expression, and 1 more here, are compiled"
	item := regexp.MustCompile("^i")
	c.JSON(http.StatusOK, user.MatchString(c.Query("u")) || item.MatchString(c.Query("i")))
}

func clean(name string) string {
	return regexp.MustCompile(`\s+`).ReplaceAllString(name, " ") // want "regular expression"
}

func byHelper(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(clean(r.URL.Path))) }

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if regexp.MustCompile("^/api").MatchString(r.URL.Path) { // want "regular expression"
			next.ServeHTTP(w, r)
		}
	})
}

func unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if regexp.MustCompile("/Get$").MatchString(info.FullMethod) { // want "regular expression"
		return nil, ctx.Err()
	}
	return handler(ctx, req)
}

func routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/", func(w http.ResponseWriter, r *http.Request) {
		name := regexp.MustCompile("a+" + "b+") // want "regular expression"
		_, _ = w.Write([]byte(name.FindString(r.URL.Path)))
	})
	return r
}

// In order.

var name = regexp.MustCompile(pattern)

func shared(c *gin.Context) { c.JSON(http.StatusOK, name.MatchString(c.Query("name"))) }

func fromRequest(c *gin.Context) {
	found, err := regexp.Compile(c.Query("pattern"))
	c.JSON(http.StatusOK, err == nil && found.MatchString("x"))
}

func built(w http.ResponseWriter, r *http.Request) {
	found := regexp.MustCompile("^" + regexp.QuoteMeta(r.URL.Path))
	_, _ = w.Write([]byte(found.String()))
}

func factory() gin.HandlerFunc {
	name := regexp.MustCompile("^/api")
	return func(c *gin.Context) {
		if name.MatchString(c.FullPath()) {
			c.Next()
		}
	}
}

var (
	once  sync.Once
	kept  *regexp.Regexp
	page2 = sync.OnceValue(func() *template.Template { return template.Must(template.New("p").Parse("x")) })
)

func lazily(c echo.Context) error {
	once.Do(func() { kept = regexp.MustCompile("a") })
	return c.String(200, kept.String())
}

func onceValue(w http.ResponseWriter, _ *http.Request) { _ = page2().Execute(w, nil) }

func cold() bool { return regexp.MustCompile("cold").MatchString("x") }

func init() { _ = cold() }

func templateOf(c *gin.Context) {
	t, err := template.New("t").Parse(c.Query("t"))
	if err == nil {
		_ = t.Execute(c.Writer, nil)
	}
}

func named(c *fiber.Ctx) error {
	t, err := template.ParseFiles(strings.ToLower(c.Params("page")))
	if err != nil {
		return err
	}
	return t.Execute(c, nil)
}

func quoted(c *gin.Context) { c.String(http.StatusOK, regexp.QuoteMeta(c.Query("q"))) }

func validate(v *validator.Validate, c *gin.Context) { _ = v.Struct(form{c.Query("name")}) }

func looped(c echo.Context) error {
	for _, text := range c.QueryParams()["q"] {
		if ok, _ := regexp.MatchString(text, "x"); ok {
			return c.NoContent(200)
		}
	}
	return c.NoContent(404)
}

func joined(w http.ResponseWriter, r *http.Request) {
	quoted := "`" + `?id(_\d+)?` + "`" + `?\s*=`
	_ = regexp.MustCompile(quoted).MatchString(r.URL.RawQuery) // want "regular expression"
}

func given(w http.ResponseWriter, r *http.Request) {
	own := `^` + r.URL.Path
	_ = regexp.MustCompile(own).MatchString(r.URL.RawQuery)
}

func joinedRoutes() {
	http.HandleFunc("/joined", joined)
	http.HandleFunc("/given", given)
}
