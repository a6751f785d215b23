package main

import (
	"net/http"
	"path"

	"github.com/gin-gonic/gin"
)

type orders struct{ limit int }

func (o *orders) list(c *gin.Context)   { c.Status(http.StatusOK) }
func (o *orders) create(c *gin.Context) { c.Status(http.StatusCreated) }

func (o *orders) register(group gin.IRouter) {
	group.GET("", o.list)
	group.POST("/", o.create)
	group.GET("/:id/lines/*rest", o.list)
}

type entry struct {
	method, path string
	handler      gin.HandlerFunc
}

type option func(*gin.Engine)

func withHealth(prefix string) option {
	return func(r *gin.Engine) { r.HEAD(path.Join(prefix, "health"), ok) }
}

func ok(c *gin.Context) { c.Status(http.StatusOK) }

type server struct {
	*gin.Engine
	orders *orders
}

func newServer(options ...option) *server {
	s := &server{Engine: gin.New(), orders: &orders{limit: 3}}
	for _, each := range options {
		each(s.Engine)
	}
	return s
}

func (s *server) routes() {
	s.Use(gin.Recovery())
	api := s.Group("/api/")
	v1 := api.Group("v1")
	{
		s.orders.register(v1.Group("/orders"))
		s.orders.register(v1.Group("returns", ok))
	}
	for _, each := range []entry{{"GET", "/a", ok}, {http.MethodPut, "b/", ok}} {
		api.Handle(each.method, each.path, each.handler)
	}
	for i := 0; i < 2; i++ {
		names := []string{"x", "y"}
		s.PATCH("/"+names[i], ok)
	}
	s.Any("/any", ok)
	s.Match([]string{"GET", "POST"}, "/match/:n", ok)
	if gin.Mode() != "" {
		s.DELETE("/mode", ok)
	}
	func() { s.OPTIONS("/inner", ok) }()
}

func ginService() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	s := newServer(withHealth("/live"))
	s.routes()
	return s.Engine
}
