// Command shop sells tea: a catalog, orders, reports and a stream of events.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/config"
	"example.com/shop/handler"
	"example.com/shop/middleware"
	"example.com/shop/service"
	"example.com/shop/store"
)

func main() {
	settings, err := config.Load()
	if err != nil {
		log.Fatalf("shop: %v", err)
	}
	db, err := store.Open(settings.Database)
	if err != nil {
		log.Fatalf("shop: %v", err)
	}
	defer db.Close()

	prices := service.NewPrices(settings.PriceURL)
	orders := service.NewOrders(db, prices)
	events := service.NewEvents()
	service.Warm(context.Background(), prices, settings.Workers)

	go func() {
		log.Println(http.ListenAndServe("0.0.0.0:6060", nil)) // want pprof-exposed:"."
	}()

	server := &http.Server{ // want server-without-timeouts:"."
		Addr:    settings.Listen,
		Handler: routes(settings, db, orders, prices, events),
	}
	serve(server)
}

func routes(
	settings config.Settings,
	db *store.DB,
	orders *service.Orders,
	prices *service.Prices,
	events *service.Events,
) *gin.Engine {
	engine := gin.New()
	engine.Use(gin.Recovery(), middleware.AccessLog(log.Writer()), middleware.Timing())

	catalog := handler.NewCatalog(db, prices)
	shop := engine.Group("/", middleware.RateLimit(settings.RequestsPerMinute))
	shop.GET("/items", catalog.List)
	shop.GET("/items/:id", catalog.Show)
	shop.GET("/search", catalog.Search)

	checkout := handler.NewCheckout(orders, events, settings.HookURL)
	shop.POST("/orders", checkout.Place)
	shop.GET("/orders/:id", checkout.Show)
	shop.POST("/orders/:id/cancel", checkout.Cancel)

	stream := handler.NewStream(events)
	shop.GET("/events", stream.Follow)

	office := engine.Group("/office", middleware.RequireToken(settings.OfficeToken))
	reports := handler.NewReports(db)
	office.GET("/reports/sales", reports.Sales)
	office.GET("/reports/status", reports.Status)
	office.POST("/items/:id/picture", handler.NewPictures(settings.PictureDir).Upload)
	office.POST("/items/import", handler.NewImport(db).Run)
	return engine
}

func serve(server *http.Server) {
	stop, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Printf("shop: %v", err)
			cancel()
		}
	}()
	<-stop.Done()
	grace, done := context.WithTimeout(context.Background(), 10*time.Second)
	defer done()
	if err := server.Shutdown(grace); err != nil {
		log.Printf("shop: shutdown: %v", err)
	}
}
