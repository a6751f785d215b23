// Package unaborted has middlewares that refuse a request, and let it pass.
package unaborted

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
)

var errNoUser = errors.New("no user")

type answerer interface {
	Refuse(c *gin.Context, err error)
}

type guard struct{ answers answerer }

func user(token string) (string, error) {
	if token == "" {
		return "", errNoUser
	}
	return token, nil
}

func authorised() gin.HandlerFunc {
	return func(c *gin.Context) {
		name, err := user(c.GetHeader("Authorization"))
		if err != nil {
			c.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()}) // want "`c.JSON` answers the request, but gin goes on to the handlers after this middleware"
			return
		}
		c.Set("user", name)
		c.Next()
	}
}

func toLogin(c *gin.Context) {
	if _, err := c.Cookie("session"); err != nil {
		c.Redirect(http.StatusFound, "/login") // want "gin goes on to the handlers after this middleware"
		c.Next()
		return
	}
	if _, err := c.Cookie("name"); err != nil {
		c.Redirect(http.StatusFound, "/login")
		c.Next()
		return
	}
	c.Next()
}

// It never says Next: gin goes on all the same.
func limited(c *gin.Context) {
	if c.Request.ContentLength > 1<<20 {
		c.String(http.StatusRequestEntityTooLarge, "too large") // want "gin goes on"
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<20)
}

func fail(c *gin.Context, err error) {
	c.JSON(http.StatusForbidden, gin.H{"error": err.Error()})
}

func helped(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		fail(c, err) // want "`fail` answers the request, but gin goes on"
		return
	}
	c.Next()
}

func cleanAborts(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		c.Abort()
		return
	}
	c.Next()
}

func cleanAbortsBefore(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.Abort()
		c.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		return
	}
	c.Next()
}

func cleanAbortsWith(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		return
	}
	c.Next()
}

func cleanDeferred(c *gin.Context) {
	ok := false
	defer func() {
		if !ok {
			c.Abort()
		}
	}()
	if _, err := user(c.Query("token")); err != nil {
		c.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		return
	}
	ok = true
	c.Next()
}

func end(c *gin.Context, err error) {
	if errors.Is(err, errNoUser) {
		c.AbortWithStatus(http.StatusUnauthorized)
	} else {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

func cleanHelped(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.String(http.StatusUnauthorized, "no")
		end(c, err)
		return
	}
	c.Next()
}

// What comes after an abort does not run, whichever of the two it was.
func cleanGoesOn(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		end(c, err)
	}
	c.Next()
}

// Who knows what that does?
func (g guard) cleanDynamic(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.String(http.StatusUnauthorized, "no")
		g.answers.Refuse(c, err)
		return
	}
	c.Next()
}

// The others have run by then.
func cleanErrors(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		c.JSON(http.StatusInternalServerError, gin.H{"errors": c.Errors.Errors()})
		return
	}
}

func cleanPassesOn(c *gin.Context) {
	if c.Request.Method == http.MethodOptions {
		c.Header("Allow", "GET")
	}
	c.Next()
}

// The last one may say Next: nobody comes after it.
func cleanLast(c *gin.Context) {
	name, err := user(c.Query("token"))
	if err != nil {
		c.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
		return
	}
	c.String(http.StatusOK, name)
	c.Next()
}

func routes(engine *gin.Engine, g guard) {
	engine.Use(limited, toLogin, authorised(), helped)
	engine.Use(cleanAborts, cleanAbortsBefore, cleanAbortsWith, cleanDeferred, cleanHelped, g.cleanDynamic)
	engine.Use(cleanErrors, cleanPassesOn, cleanGoesOn)
	engine.GET("/", cleanLast)
}

// A route's handler may have the name of somebody's middleware.
type cleanPosts struct{}

func (cleanPosts) New(c *gin.Context) {
	if _, err := user(c.Query("token")); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	c.Status(http.StatusCreated)
}

type cors struct{}

func (cors) New() gin.HandlerFunc { return func(c *gin.Context) { c.Next() } }

type wrapped struct{ c *gin.Context }

func (w wrapped) stop() { w.c.Abort() }

func cleanWrapped(c *gin.Context) {
	w := wrapped{c}
	if _, err := user(c.Query("token")); err != nil {
		c.String(http.StatusUnauthorized, "no")
		w.stop()
		return
	}
	c.Next()
}

func cleanObserved(h gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		if _, err := user(c.Query("token")); err != nil {
			c.String(http.StatusUnauthorized, "no")
			return
		}
		h(c)
	}
}

func more(engine *gin.Engine) {
	engine.Use(cors{}.New(), cleanWrapped, cleanObserved(cleanPassesOn))
	engine.POST("/posts", cleanPosts{}.New)
	engine.GET("/seen", cleanObserved(cleanLast))
}
