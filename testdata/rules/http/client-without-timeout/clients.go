// Package clients asks other services while it serves.
package clients

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

func get(c *gin.Context) {
	resp, err := http.Get("http://prices/tea") // want "`http.Get` waits for ever if the other side does not answer, per request"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func post(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Post("http://audit", "text/plain", r.Body) // want "`http.Post` waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

func head(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Head(chi.URLParam(r, "url")) // want "`http.Head` waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

func form(c echo.Context) error {
	resp, err := http.PostForm("http://captcha", url.Values{"ip": {c.RealIP()}}) // want "`http.PostForm` waits for ever"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fiberHandler(c *fiber.Ctx) error {
	resp, err := http.Get("http://prices/" + c.Params("id")) // want "`http.Get` waits for ever"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func interceptor(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	resp, err := http.Get("http://policies") // want "`http.Get` waits for ever"
	if err != nil {
		return nil, err
	}
	_ = resp.Body.Close()
	return next(ctx, req)
}

func bare(c *gin.Context) {
	client := &http.Client{} // want "a client made here waits for ever"
	resp, err := client.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func withJar(c *gin.Context) {
	jar, _ := cookiejar.New(nil)
	client := http.Client{Jar: jar} // want "a client made here waits for ever"
	resp, err := client.PostForm("http://login", nil)
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func doRequest(c *gin.Context) {
	req, err := http.NewRequest(http.MethodPut, "http://prices", strings.NewReader("1"))
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	client := http.Client{} // want "a client made here waits for ever"
	resp, err := client.Do(req)
	if err == nil {
		resp.Body.Close()
	}
}

func byDefault(c *gin.Context) {
	resp, err := http.DefaultClient.Get("http://prices") // want "`http.DefaultClient.Get` waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func doByDefault(c *gin.Context) {
	req, _ := http.NewRequest(http.MethodGet, "http://prices", nil)
	resp, err := http.DefaultClient.Do(req) // want "`http.DefaultClient.Do` waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

var endless = &http.Client{}

func shared(c *gin.Context) {
	resp, err := endless.Get("http://prices") // want "`endless.Get` waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func price(name string) (string, error) {
	resp, err := http.Get("http://prices/" + name) // want "`http.Get` waits for ever"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func throughHelper(c *gin.Context) {
	found, err := price(c.Param("name"))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, found)
}

var (
	limited = &http.Client{Timeout: 5 * time.Second}
	late    = &http.Client{}
	routed  = &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Second}}
)

func init() { late.Timeout = time.Minute }

func sharedLimited(c *gin.Context) {
	resp, err := limited.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func setLater(c *gin.Context) {
	resp, err := late.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func ownTransport(c *gin.Context) {
	resp, err := routed.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func literalLimited(c *gin.Context) {
	client := &http.Client{Timeout: time.Second}
	resp, err := client.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func fieldLater(c *gin.Context) {
	client := &http.Client{}
	client.Timeout = time.Second
	resp, err := client.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func requestContext(c *gin.Context) {
	req, err := http.NewRequestWithContext(c.Request.Context(), http.MethodGet, "http://prices", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		resp.Body.Close()
	}
}

func deadline(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	req, _ := http.NewRequest(http.MethodGet, "http://prices", nil)
	client := &http.Client{}
	resp, err := client.Do(req.WithContext(ctx))
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

// Of a request that comes from elsewhere nothing is known.
func forward(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultClient.Do(r)
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

// Whoever gets the client may set its limits.
func handedOver(c *gin.Context) {
	client := &http.Client{}
	restrict(client)
	resp, err := client.Get("http://prices")
	if err == nil {
		resp.Body.Close()
	}
	c.Status(http.StatusNoContent)
}

func restrict(client *http.Client) { client.Timeout = time.Second }

// What runs once may take its time.
func warmUp() error {
	resp, err := http.Get("http://prices")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() {
	_ = warmUp()
}
