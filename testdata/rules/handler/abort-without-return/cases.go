// Package cases answers errors, and goes on or does not.
package cases

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

type form struct{ Name string }

func bind(c *gin.Context) {
	var f form
	if err := c.ShouldBindJSON(&f); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // want "`c.JSON` answers the request, but the handler goes on to `c.JSON`"
	}
	c.JSON(http.StatusOK, f)
}

func abort(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatusJSON(401, gin.H{"error": "login"}) // want "AbortWithStatusJSON"
	}
	c.String(200, "secret")
}

func guard(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{}) // want "goes on to `c.Next`"
	}
	c.Next()
}

func plain(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 100))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // want "`http.Error` answers the request"
	}
	_, _ = w.Write(body)
}

func notFound(w http.ResponseWriter, r *http.Request) {
	if chi.URLParam(r, "id") == "" {
		http.NotFound(w, r) // want "http.NotFound"
	}
	fmt.Fprintln(w, "found")
}

func only(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			http.Error(w, "get", http.StatusMethodNotAllowed) // want "goes on to `next.ServeHTTP`"
		}
		next.ServeHTTP(w, r)
	})
}

func fail(c *gin.Context, err error) {
	c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
}

func succeed(c *gin.Context, value any) { c.JSON(http.StatusOK, value) }

func helpers(c *gin.Context) {
	f, err := load(c.Query("id"))
	if err != nil {
		fail(c, err) // want "`fail` answers the request, but the handler goes on to `succeed`"
	}
	succeed(c, f)
}

func load(id string) (form, error) { return form{id}, errors.ErrUnsupported }

func inLoop(w http.ResponseWriter, r *http.Request) {
	for _, name := range r.URL.Query()["name"] {
		if name == "" {
			http.Error(w, "name", http.StatusBadRequest) // want "http.Error"
			continue
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func echoed(c echo.Context) error {
	if c.QueryParam("q") == "" {
		_ = c.Path()
		c.NoContent(400) // want "NoContent"
	}
	return c.String(200, "ok")
}

func oneOfTwo(c *gin.Context) {
	if c.Query("a") == "" {
		if c.Query("b") == "" {
			c.AbortWithStatus(http.StatusBadRequest) // want "AbortWithStatus"
		} else {
			c.Set("b", true)
		}
	}
	c.JSON(http.StatusOK, nil)
}

func another(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "first", 500) // want "http.Error"
	}
	if err != nil {
		http.Error(w, "second", 500)
	}
}

func encoded(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		http.Error(w, "empty", 400) // want "http.Error"
	}
	w.WriteHeader(http.StatusOK)
	_ = json.NewEncoder(w).Encode(form{})
}

// In order.

func returns(c *gin.Context) {
	var f form
	if err := c.ShouldBindJSON(&f); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusOK, f)
}

func orElse(c *gin.Context) {
	if c.Query("q") == "" {
		c.JSON(http.StatusBadRequest, nil)
	} else {
		c.JSON(http.StatusOK, nil)
	}
}

func last(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		http.Error(w, "get", http.StatusMethodNotAllowed)
	}
}

func excluded(c *gin.Context) {
	f, err := load("x")
	if err != nil {
		c.JSON(http.StatusBadRequest, nil)
	}
	if err == nil {
		c.JSON(http.StatusOK, f)
	}
}

func flagged(w http.ResponseWriter, r *http.Request) {
	ok := true
	if r.Method != http.MethodGet {
		ok = false
		http.Error(w, "get", http.StatusMethodNotAllowed)
	}
	if ok {
		w.WriteHeader(http.StatusOK)
	}
}

func asked(c *gin.Context) {
	if c.Query("q") == "" {
		c.AbortWithStatus(http.StatusBadRequest)
	}
	if c.IsAborted() {
		return
	}
	c.JSON(http.StatusOK, nil)
}

func headerAndBody(c *gin.Context) {
	if c.Query("q") == "" {
		c.AbortWithStatus(http.StatusBadRequest)
		c.JSON(http.StatusBadRequest, nil)
		return
	}
	c.Next()
}

func abortedChain(c *gin.Context) {
	if c.Query("q") == "" {
		c.AbortWithStatus(http.StatusBadRequest)
	}
	c.Next()
}

func skips(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		if r.URL.Path == "" {
			http.NotFound(w, r)
		}
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

func logs(c *gin.Context) {
	if _, err := load("x"); err != nil {
		c.JSON(http.StatusBadRequest, nil)
	}
	fmt.Println("done")
}

func panics(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "x", 500)
		panic(err)
	}
	w.WriteHeader(http.StatusOK)
}

func check(c *gin.Context, err error) bool {
	if err != nil {
		c.JSON(http.StatusBadRequest, nil)
		return false
	}
	return true
}

func checked(c *gin.Context) {
	_, err := load("x")
	if !check(c, err) {
		return
	}
	c.JSON(http.StatusOK, nil)
}

func echoReturns(c echo.Context) error {
	if c.QueryParam("q") == "" {
		return c.NoContent(400)
	}
	return c.String(200, "ok")
}

func decoded(w http.ResponseWriter, r *http.Request) {
	if err := json.NewDecoder(r.Body).Decode(&struct{}{}); err != nil {
		http.Error(w, "json", http.StatusBadRequest) // want "http.Error"
	}
	_, _ = w.Write([]byte("ok"))
}

func encodedAtOnce(w http.ResponseWriter, r *http.Request) {
	var in form
	err := json.NewDecoder(r.Body).Decode(&in)
	if err != nil {
		http.Error(w, "json", http.StatusBadRequest) // want "goes on to `json.NewEncoder"
	}
	_ = json.NewEncoder(w).Encode(in)
}

func encodedElsewhere(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		http.Error(w, "empty", http.StatusBadRequest)
	}
	_ = json.NewEncoder(os.Stderr).Encode(r.Header)
}

func ofEcho(c echo.Context) error {
	w := c.Response().Writer
	body, err := io.ReadAll(io.LimitReader(c.Request().Body, 100))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // want "`http.Error` answers the request, but the handler goes on to `w.Write`"
	}
	_, err = w.Write(body)
	return err
}

func ofGin(c *gin.Context) {
	w := c.Writer
	if c.Query("name") == "" {
		w.WriteHeader(http.StatusBadRequest) // want "goes on to `w.WriteHeader`"
	}
	w.WriteHeader(http.StatusNoContent)
}

func cleanOfEcho(c echo.Context) error {
	w := c.Response().Writer
	if c.QueryParam("name") == "" {
		http.Error(w, "no name", http.StatusBadRequest)
		return nil
	}
	_, err := io.WriteString(w, "hello")
	return err
}

type code int

const (
	fine code = iota
	missing
	denied
)

func find(name string) code { return code(len(name) % 3) }

// Of two statuses that one code has, the next to be written comes after them.
func cleanOneCode(w http.ResponseWriter, r *http.Request) {
	found := find(r.URL.Path)
	if found == missing {
		w.WriteHeader(http.StatusNotFound)
	}
	if found == denied {
		w.WriteHeader(http.StatusForbidden)
	}
}

func oneCode(w http.ResponseWriter, r *http.Request) {
	found := find(r.URL.Path)
	if found == missing {
		http.Error(w, "missing", http.StatusNotFound) // want "goes on to `w.WriteHeader`"
	}
	if found == denied {
		http.Error(w, "denied", http.StatusForbidden) // want "goes on to `w.WriteHeader`"
	}
	w.WriteHeader(http.StatusNoContent)
}
